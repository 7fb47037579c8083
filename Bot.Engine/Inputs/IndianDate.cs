using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>Dates as people in India write them, day first.</summary>
/// <remarks>
/// DD-MM-YYYY, DD/MM/YYYY, DD.MM.YYYY, <c>15 June 1990</c>, <c>15 Jun 1990</c>, <c>15 जून 1990</c> and YYYY-MM-DD; day and month may have one digit.
/// What cannot be misread is taken as well: <c>June 15, 1990</c>, <c>15th June 1990</c>.
/// </remarks>
public static class IndianDate
{
    private static readonly TimeSpan IndianOffset = new(5, 30, 0);

    // Without the dots below Hindi letters, see Scan.IsWord.
    private static readonly string[][] Months =
    [
        ["january", "jan", "जनवरी", "जन"],
        ["february", "feb", "फरवरी", "फर"],
        ["march", "mar", "मार्च"],
        ["april", "apr", "अप्रैल", "अप्रै"],
        ["may", "मई"],
        ["june", "jun", "जून"],
        ["july", "jul", "जुलाई", "जुल"],
        ["august", "aug", "अगस्त", "अग"],
        ["september", "sep", "sept", "सितंबर", "सितम्बर", "सित"],
        ["october", "oct", "अक्टूबर", "अक्तूबर", "अक्टू"],
        ["november", "nov", "नवंबर", "नवम्बर", "नव"],
        ["december", "dec", "दिसंबर", "दिसम्बर", "दिस"],
    ];

    /// <summary>The calendar day in India, +05:30 all year.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime + IndianOffset);

    /// <summary>As it is kept: <c>1990-06-15</c>.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a date in any of the forms. <paramref name="date"/> is set for <see cref="DateForm.Real"/> only.</summary>
    public static DateForm Read(string text, out DateOnly date)
    {
        date = default;
        var rest = ChatText.Plain(text).AsSpan();
        Span<Part> parts = stackalloc Part[3];
        var count = 0;
        while (true)
        {
            Scan.Skip(ref rest, " -/.,");
            if (rest.IsEmpty) break;
            if (!TryPart(ref rest, out var part) || count == parts.Length) return DateForm.None;
            parts[count++] = part;
        }
        if (count != parts.Length || !TryOrder(parts, out var day, out var month, out var year)) return DateForm.None;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return DateForm.Unreal;

        date = new(year, month, day);
        return DateForm.Real;
    }

    private static bool TryPart(ref ReadOnlySpan<char> rest, out Part part)
    {
        part = default;
        var digits = Scan.Digits(ref rest);
        if (digits.IsEmpty) return TryMonth(Scan.Word(ref rest), out part);
        if (digits.Length is not (1 or 2 or 4)) return false;

        var behind = rest;
        var word = Scan.Word(ref behind);
        if (Scan.IsOneOf(word, ["st", "nd", "rd", "th"])) rest = behind;
        part = new(int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), IsYear: digits.Length == 4, IsMonth: false);
        return true;
    }

    private static bool TryMonth(ReadOnlySpan<char> word, out Part part)
    {
        part = default;
        for (var i = 0; i < Months.Length; i++)
        {
            if (!Scan.IsOneOf(word, Months[i])) continue;

            part = new(i + 1, IsYear: false, IsMonth: true);
            return true;
        }
        return false;
    }

    private static bool TryOrder(ReadOnlySpan<Part> parts, out int day, out int month, out int year)
    {
        var order = parts switch
        {
            [{ IsPlain: true }, { IsYear: false }, { IsYear: true }] => (0, 1, 2),
            [{ IsMonth: true }, { IsPlain: true }, { IsYear: true }] => (1, 0, 2),
            [{ IsYear: true }, { IsYear: false }, { IsPlain: true }] => (2, 1, 0),
            _ => (-1, 0, 0),
        };
        (day, month, year) = order.Item1 < 0 ? (0, 0, 0) : (parts[order.Item1].Number, parts[order.Item2].Number, parts[order.Item3].Number);
        return order.Item1 >= 0;
    }

    /// <param name="IsYear">Four digits.</param>
    /// <param name="IsMonth">Written as a month's name.</param>
    private readonly record struct Part(int Number, bool IsYear, bool IsMonth)
    {
        public bool IsPlain => !IsYear && !IsMonth;
    }
}

/// <summary>What a text is, read as a date.</summary>
public enum DateForm
{
    /// <summary>In none of the forms.</summary>
    None,

    /// <summary>In the form of a date that the calendar does not have: 31-02-1990.</summary>
    Unreal,

    Real,
}
