using System.Globalization;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads.Inputs;

/// <summary>
/// An amount in rupees as people in India write it: <c>50 lakh</c>, <c>₹50,00,000</c>, <c>1.2 cr</c>, <c>1 crore 20 lakh</c>. Canonical: whole rupees in
/// digits.
/// </summary>
internal sealed class LoanAmount : InputType
{
    private const decimal Smallest = 10_000;
    private const decimal Largest = 100 * Crore;
    private const decimal Crore = 10_000_000;

    // Words without the dots below Hindi letters, see Scan.IsWord.
    private static readonly (decimal Rupees, string[] Words)[] Units =
    [
        (Crore, ["crore", "crores", "cr", "crs", "करोड"]),
        (100_000, ["lakh", "lakhs", "lac", "lacs", "l", "लाख"]),
        (1_000, ["thousand", "thousands", "k", "हजार"]),
    ];

    private static readonly string[] Currency = ["rs", "re", "inr", "rupee", "rupees", "रु", "रू", "रुपये", "रुपए", "रुपया", "रूपये"];

    public override string Name => "loanAmount";

    public override string Accepts => "rupees from 10,000 to 100 crore: 50 lakh, ₹50,00,000, 1.2 cr, 5000000, 50L, 75k";

    public override string Example => "50 lakh";

    public override int LongestLength => "1000000000".Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("paise"), Rejection("tooSmall"), Rejection("tooLarge")];

    public override Reading Read(string text, DateTimeOffset now)
    {
        if (!TryRupees(ChatText.Plain(text), out var rupees)) return new Rejected(Rejection());
        if (rupees < Smallest) return new Rejected(Rejection("tooSmall"));
        if (rupees > Largest) return new Rejected(Rejection("tooLarge"));
        if (rupees != decimal.Truncate(rupees)) return new Rejected(Rejection("paise"));
        return new Accepted(rupees.ToString("0", CultureInfo.InvariantCulture));
    }

    private static bool TryRupees(ReadOnlySpan<char> rest, out decimal rupees)
    {
        rupees = 0;
        var smaller = decimal.MaxValue;
        SkipCurrency(ref rest);
        do
        {
            if (!Scan.TryNumber(ref rest, out var number)) return false;

            var unit = Unit(ref rest);
            // "1 crore 20 lakh" adds up; "20 lakh 1 crore" and "50 60" are two amounts.
            if (unit >= smaller) return false;
            smaller = unit;
            rupees += number * unit;
            Scan.Skip(ref rest, " .");
        }
        while (rest.Length > 0 && char.IsAsciiDigit(rest[0]));

        SkipCurrency(ref rest);
        if (rest.StartsWith("/-")) rest = rest[2..];
        return rest.IsEmpty;
    }

    private static decimal Unit(ref ReadOnlySpan<char> rest)
    {
        var behind = rest.TrimStart(' ');
        var word = Scan.Word(ref behind);
        foreach (var (rupees, words) in Units)
        {
            if (!Scan.IsOneOf(word, words)) continue;

            rest = behind;
            return rupees;
        }
        return 1;
    }

    private static void SkipCurrency(ref ReadOnlySpan<char> rest)
    {
        Scan.Skip(ref rest, "₹ ");
        var behind = rest;
        if (!Scan.IsOneOf(Scan.Word(ref behind), Currency)) return;

        rest = behind is ['.', ..] ? behind[1..] : behind;
        Scan.Skip(ref rest, "₹ ");
    }
}
