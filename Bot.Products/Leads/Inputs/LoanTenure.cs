using System.Globalization;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads.Inputs;

/// <summary>A loan's tenure: <c>20</c>, <c>20 years</c>, <c>20 साल</c>, <c>240 months</c>. Canonical: whole years in digits, 1 to 40.</summary>
internal sealed class LoanTenure : InputType
{
    private const int Longest = 40;

    /// <summary>Words for years and months, by how many of them make a year.</summary>
    private const string Periods = "period";

    private const string TenureFiller = "tenureFiller";

    public override string Name => "loanTenure";

    public override string Accepts => "whole years from 1 to 40: 20, 20 years, 240 months";

    public override string Example => "20";

    public override int LongestLength => 2;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("whole"), Rejection("range")];

    protected override Sentence? Inside { get; } = new(MostTokens: 3, Alone: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        if (!TryYears(ChatText.Plain(text), words, out var years)) return NoValue();
        if (years is < 1 or > Longest) return Wrong("range");
        if (years != decimal.Truncate(years)) return Wrong("whole");
        return new Accepted(years.ToString("0", CultureInfo.InvariantCulture));
    }

    /// <summary>A bare number in a sentence may be anything.</summary>
    protected override Reading ReadInside(string span, DateTimeOffset now, IAnswerWords words) =>
        span.Any(char.IsLetter) ? ReadWhole(span, now, words) : NoValue();

    private static bool TryYears(ReadOnlySpan<char> rest, IAnswerWords words, out decimal years)
    {
        Scan.SkipWords(ref rest, words, TenureFiller, WordGroups.Filler);
        if (!Scan.TryNumber(ref rest, words, out years)) return false;

        Scan.Skip(ref rest, " -+(");
        var behind = rest;
        var word = Scan.Word(ref behind);
        if (!word.IsEmpty && decimal.TryParse(words.MeaningOf(Periods, word), NumberStyles.None, CultureInfo.InvariantCulture, out var inYear) && inYear > 0)
        {
            years /= inYear;
            rest = behind;
        }
        Scan.Skip(ref rest, " .)");
        Scan.SkipWords(ref rest, words, TenureFiller, WordGroups.Filler);
        return rest.IsEmpty;
    }
}
