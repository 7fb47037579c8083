using System.Globalization;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads.Inputs;

/// <summary>
/// An amount in rupees as people in India write it: <c>50 lakh</c>, <c>₹50,00,000/- only</c>, <c>1.2 cr</c>, <c>1 crore 20 lakh</c>. Canonical: whole rupees
/// in digits.
/// </summary>
internal sealed class LoanAmount : InputType
{
    private const decimal Smallest = 10_000;
    private const decimal Largest = 1_000_000_000;
    private const decimal Hundred = 100;

    /// <summary>Words by what they multiply with.</summary>
    private const string Units = "unit";

    private const string Currency = "currency";

    /// <summary>What people and cheques write around an amount: only, about, I need.</summary>
    private const string AmountFiller = "amountFiller";

    public override string Name => "loanAmount";

    public override string Accepts => "rupees from 10,000 to 100 crore: 50 lakh, ₹50,00,000, 1.2 cr, 5000000, 50L, 75k";

    public override string Example => "50 lakh";

    public override int LongestLength => "1000000000".Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("paise"), Rejection("tooSmall"), Rejection("tooLarge")];

    protected override Sentence? Inside { get; } = new(MostTokens: 8, Alone: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        if (!TryRupees(Grouped(ChatText.Plain(text)), words, out var rupees)) return NoValue();
        if (rupees < Smallest) return Wrong("tooSmall");
        if (rupees > Largest) return Wrong("tooLarge");
        if (rupees != decimal.Truncate(rupees)) return Wrong("paise");
        return new Accepted(rupees.ToString("0", CultureInfo.InvariantCulture));
    }

    /// <summary>A bare number in a sentence may be anything, and behind the last number there must be its unit, or before the first one the currency.</summary>
    protected override Reading ReadInside(string span, DateTimeOffset now, IAnswerWords words) =>
        char.IsLetter(span[^1]) || (char.IsLetter(span[0]) && Groups(span) == 1) ? ReadWhole(span, now, words) : NoValue();

    private static int Groups(string span) => span.Split(' ').Count(part => part.Any(char.IsAsciiDigit));

    private static bool TryRupees(ReadOnlySpan<char> rest, IAnswerWords words, out decimal rupees)
    {
        rupees = 0;
        var smaller = decimal.MaxValue;
        SkipAround(ref rest, words);
        if (!Scan.TryNumber(ref rest, words, out var number)) return false;
        do
        {
            number = WithHundreds(ref rest, words, number);
            var unit = Unit(ref rest, words);
            // "1 crore 20 lakh" adds up; "20 lakh 1 crore" and "50 60" are two amounts.
            if (unit >= smaller) return false;
            smaller = unit;
            rupees += number * unit;
            SkipAround(ref rest, words);
        }
        while (Scan.TryNumber(ref rest, words, out number));
        return rest.IsEmpty;
    }

    /// <summary>Five hundred thousand, one hundred fifty lakh: hundreds count another unit.</summary>
    private static decimal WithHundreds(ref ReadOnlySpan<char> rest, IAnswerWords words, decimal number)
    {
        var behind = rest;
        if (Unit(ref behind, words) != Hundred) return number;

        var hundreds = behind;
        var more = 0m;
        behind = behind.TrimStart(' ');
        if (Scan.TryNumber(ref behind, words, out var found) && found < Hundred)
        {
            more = found;
            hundreds = behind;
        }
        behind = hundreds;
        if (Unit(ref behind, words) <= Hundred) return number;

        rest = hundreds;
        return (number * Hundred) + more;
    }

    /// <summary>Some put a space where the comma of thousands stands: 5 00 000.</summary>
    private static string Grouped(string plain)
    {
        while (true)
        {
            var at = plain.AsSpan().IndexOf(" 00");
            if (at < 1 || !char.IsAsciiDigit(plain[at - 1])) return plain;

            var end = at + 1;
            while (end < plain.Length && plain[end] == '0') end++;
            if (end - at > 4 || (end < plain.Length && char.IsAsciiDigit(plain[end]))) return plain;
            plain = plain.Remove(at, 1);
        }
    }

    private static decimal Unit(ref ReadOnlySpan<char> rest, IAnswerWords words)
    {
        var behind = rest.TrimStart(" +-");
        var word = Scan.Word(ref behind);
        if (word.IsEmpty || !decimal.TryParse(words.MeaningOf(Units, word), NumberStyles.None, CultureInfo.InvariantCulture, out var unit)) return 1;

        rest = behind;
        return unit;
    }

    /// <summary>Currency, what cheques put around a number against additions (**5,00,000/- only), and words that change nothing.</summary>
    private static void SkipAround(ref ReadOnlySpan<char> rest, IAnswerWords words)
    {
        int length;
        do
        {
            length = rest.Length;
            Scan.Skip(ref rest, "₹₨ *=#:+");
            if (rest is ['.' or ','] or ['.' or ',', not (>= '0' and <= '9'), ..]) rest = rest[1..];
            if (rest.StartsWith("/-")) rest = rest[2..];
            if (rest.StartsWith("/=")) rest = rest[2..];
            Scan.SkipWords(ref rest, words, Currency, AmountFiller, WordGroups.Filler);
        }
        while (rest.Length < length);
    }
}
