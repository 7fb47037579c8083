namespace Bot.Engine.Inputs;

/// <summary>A document's expiry date: after today in India, at most 50 years ahead. Canonical: <c>yyyy-MM-dd</c>.</summary>
internal sealed class FutureDate : InputType
{
    private const int MostYears = 50;

    public override string Name => "futureDate";

    public override string Accepts => "a date after today and within 50 years, in the forms of dateOfBirth";

    public override string Example => "31-03-2035";

    public override int LongestLength => "yyyy-MM-dd".Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("calendar"), Rejection("past"), Rejection("tooFar")];

    protected override Sentence? Inside { get; } = new(MostTokens: 5);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var today = IndianDate.Today(now);
        var form = IndianDate.Read(text, words, (digits, _, _) => Nearest(digits, today.Year), out var date);
        if (form != DateForm.Real) return form == DateForm.None ? NoValue() : Wrong("calendar");

        if (date <= today) return Wrong("past");
        return date > today.AddYears(MostYears) ? Wrong("tooFar") : new Accepted(IndianDate.Iso(date));
    }

    /// <summary>The year with these last two digits that is nearest to this one; of two equally near the later.</summary>
    private static int Nearest(int digits, int year)
    {
        var later = year + ((((digits - year) % 100) + 100) % 100);
        return later - year <= 50 ? later : later - 100;
    }
}
