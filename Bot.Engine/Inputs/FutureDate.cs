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

    public override Reading Read(string text, DateTimeOffset now)
    {
        var form = IndianDate.Read(text, out var date);
        if (form != DateForm.Real) return new Rejected(form == DateForm.None ? Rejection() : Rejection("calendar"));

        var today = IndianDate.Today(now);
        if (date <= today) return new Rejected(Rejection("past"));
        return date > today.AddYears(MostYears) ? new Rejected(Rejection("tooFar")) : new Accepted(IndianDate.Iso(date));
    }
}
