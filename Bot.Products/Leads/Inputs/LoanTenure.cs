using System.Globalization;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads.Inputs;

/// <summary>A loan's tenure: <c>20</c>, <c>20 years</c>, <c>20 साल</c>, <c>240 months</c>. Canonical: whole years in digits, 1 to 40.</summary>
internal sealed class LoanTenure : InputType
{
    private const int Longest = 40;

    private static readonly string[] Years = ["years", "year", "yrs", "yr", "y", "साल", "वर्ष", "वर्षों", "सालों"];
    private static readonly string[] Months = ["months", "month", "mths", "mth", "mos", "mo", "m", "महीने", "महीना", "महीनों", "माह", "मास"];

    public override string Name => "loanTenure";

    public override string Accepts => "whole years from 1 to 40: 20, 20 years, 240 months";

    public override string Example => "20";

    public override int LongestLength => 2;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("whole"), Rejection("range")];

    public override Reading Read(string text, DateTimeOffset now)
    {
        if (!TryYears(ChatText.Plain(text), out var years)) return new Rejected(Rejection());
        if (years is < 1 or > Longest) return new Rejected(Rejection("range"));
        if (years != decimal.Truncate(years)) return new Rejected(Rejection("whole"));
        return new Accepted(years.ToString("0", CultureInfo.InvariantCulture));
    }

    private static bool TryYears(ReadOnlySpan<char> rest, out decimal years)
    {
        if (!Scan.TryNumber(ref rest, out years)) return false;

        Scan.Skip(ref rest, " ");
        var word = Scan.Word(ref rest);
        if (Scan.IsOneOf(word, Months)) years /= 12;
        else if (!word.IsEmpty && !Scan.IsOneOf(word, Years)) return false;

        Scan.Skip(ref rest, ".");
        return rest.IsEmpty;
    }
}
