using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>Dates as people in India write them, day first.</summary>
/// <remarks>
/// DD-MM-YYYY, DD/MM/YYYY, DD.MM.YYYY, <c>15 June 1990</c>, <c>15 Jun 90</c>, <c>15 जून 1990</c> and YYYY-MM-DD; day and month may have one digit.
/// What cannot be misread is taken as well: <c>June 15, 1990</c>, <c>15th of June 1990</c>, <c>15061990</c>, <c>90-06-15</c>. A year of two digits stands
/// for the one that the caller's rule names. The names of the months come from the messages files.
/// </remarks>
public static class IndianDate
{
    private const int EarliestCompact = 1900;
    private const int LatestCompact = 2099;

    private const string Separators = " -/\\.,'_|:*~\u00B7\u30FB";

    /// <summary>Of the clocks of India, all year: there is no summer time.</summary>
    public static readonly TimeSpan Offset = new(5, 30, 0);

    /// <summary>The year that two digits stand for, with the month and day beside them.</summary>
    public delegate int YearOf(int digits, int month, int day);

    /// <summary>The calendar day in India.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime + Offset);

    /// <summary>As it is kept: <c>1990-06-15</c>.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a date in any of the forms. <paramref name="date"/> is set for <see cref="DateForm.Real"/> only.</summary>
    /// <param name="words">The names of the months.</param>
    /// <param name="yearOf">What two digits of a year stand for; null where they stand for nothing.</param>
    public static DateForm Read(string text, IAnswerWords words, YearOf? yearOf, out DateOnly date)
    {
        date = default;
        var rest = WithoutTime(ChatText.Plain(text));
        if (rest.Length is 6 or 8 && Shape.IsDigits(rest)) return ReadCompact(rest, yearOf, out date);

        Span<Part> parts = stackalloc Part[3];
        var count = 0;
        while (true)
        {
            Scan.Skip(ref rest, Separators);
            if (rest.IsEmpty) break;
            if (SkipFiller(ref rest, words)) continue;
            if (count == parts.Length || !TryPart(ref rest, words, out var part)) return DateForm.None;
            parts[count++] = part;
        }
        return count == parts.Length && TryOrder(parts, yearOf, out var day, out var month, out var year) ? Real(year, month, day, out date) : DateForm.None;
    }

    /// <summary>Programs send the beginning of a day along, and tables show it: <c>1990-06-15T00:00:00Z</c>, <c>15/06/1990 00:00</c>.</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        if (text.Length > 11 && text[10] is 'T' or 't' && text[4] == '-') return text[..10];

        var time = text.LastIndexOf(' ') + 1;
        return time > 1 && IsTime(text[time..]) ? text[..(time - 1)] : text;
    }

    private static bool IsTime(ReadOnlySpan<char> text) =>
        Shape.Matches(text, "9:99") || Shape.Matches(text, "99:99") || Shape.Matches(text, "9:99:99") || Shape.Matches(text, "99:99:99");

    private static DateForm Real(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return DateForm.Unreal;

        date = new(year, month, day);
        return DateForm.Real;
    }

    /// <summary>Day first or year first: the one of the two that is a day of the calendar; neither where both are.</summary>
    private static DateForm ReadCompact(ReadOnlySpan<char> digits, YearOf? yearOf, out DateOnly date)
    {
        date = default;
        var years = digits.Length - 4;
        if (years == 2 && yearOf is null) return DateForm.None;

        var dayFirst = Compact(digits[4..], digits[2..4], digits[..2], yearOf, out var first);
        var yearFirst = Compact(digits[..years], digits[years..(years + 2)], digits[(years + 2)..], yearOf, out var second);
        if (dayFirst == DateForm.Real && yearFirst == DateForm.Real && first != second) return DateForm.None;

        date = dayFirst == DateForm.Real ? first : second;
        return dayFirst == DateForm.Real || yearFirst == DateForm.Real ? DateForm.Real : DateForm.Unreal;
    }

    private static DateForm Compact(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, YearOf? yearOf, out DateOnly date)
    {
        date = default;
        var (y, m, d) = (Number(year), Number(month), Number(day));
        if (m is < 1 or > 12 || d is < 1 or > 31) return DateForm.Unreal;
        if (year.Length == 2) y = yearOf!(y, m, d);
        return y is < EarliestCompact or > LatestCompact ? DateForm.Unreal : Real(y, m, d, out date);
    }

    private static bool SkipFiller(ref ReadOnlySpan<char> rest, IAnswerWords words)
    {
        var behind = rest;
        var word = Scan.Word(ref behind);
        if (word.IsEmpty || words.MeaningOf(WordGroups.DateFiller, word) is null) return false;

        rest = behind;
        return true;
    }

    private static bool TryPart(ref ReadOnlySpan<char> rest, IAnswerWords words, out Part part)
    {
        part = default;
        var digits = Scan.Digits(ref rest);
        if (digits.IsEmpty) return TryDayInWords(ref rest, words, out part) || TryMonth(Scan.Word(ref rest), words, out part);
        if (digits.Length is not (1 or 2 or 4)) return false;

        var behind = rest.TrimStart(' ');
        var word = Scan.Word(ref behind);
        if (!word.IsEmpty && words.MeaningOf(WordGroups.OrdinalSuffix, word) is not null) rest = behind;
        part = new(Number(digits), digits.Length, IsMonth: false);
        return true;
    }

    /// <summary>Fifteen, पंद्रह.</summary>
    private static bool TryDayInWords(ref ReadOnlySpan<char> rest, IAnswerWords words, out Part part)
    {
        part = default;
        var behind = rest;
        if (!Scan.TryNumber(ref behind, words, out var day) || day is < 1 or > 31 || day != decimal.Truncate(day)) return false;

        rest = behind;
        part = new((int)day, 2, IsMonth: false);
        return true;
    }

    private static bool TryMonth(ReadOnlySpan<char> word, IAnswerWords words, out Part part)
    {
        part = default;
        var meaning = word.IsEmpty ? null : words.MeaningOf(WordGroups.Month, word);
        if (!int.TryParse(meaning, NumberStyles.None, CultureInfo.InvariantCulture, out var month)) return false;

        part = new(month, 0, IsMonth: true);
        return true;
    }

    private static bool TryOrder(ReadOnlySpan<Part> parts, YearOf? yearOf, out int day, out int month, out int year)
    {
        var order = parts switch
        {
            [{ IsPlain: true }, { IsYear: false }, { MayBeYear: true }] => (0, 1, 2),
            [{ IsMonth: true }, { IsPlain: true }, { MayBeYear: true }] => (1, 0, 2),
            [{ IsYear: true }, { IsYear: false }, { IsPlain: true }] => (2, 1, 0),
            _ => (-1, 0, 0),
        };
        (day, month, year) = (0, 0, 0);
        if (order.Item1 < 0) return false;

        // No month has more than 31 days: the year stands first.
        if (order.Item3 == 2 && parts[0].Number > 31 && parts[2].Digits <= 2 && yearOf is not null) order = (2, 1, 0);
        (day, month, year) = (parts[order.Item1].Number, parts[order.Item2].Number, parts[order.Item3].Number);
        if (parts[order.Item3].Digits == 4) return true;
        if (yearOf is null || parts[order.Item3].Digits != 2) return false;

        if (month is >= 1 and <= 12 && day is >= 1 and <= 31) year = yearOf(year, month, day);
        return true;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <param name="Digits">As written; 0 for a month's name.</param>
    /// <param name="IsMonth">Written as a month's name.</param>
    private readonly record struct Part(int Number, int Digits, bool IsMonth)
    {
        public bool IsYear => Digits == 4;

        public bool MayBeYear => !IsMonth;

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
