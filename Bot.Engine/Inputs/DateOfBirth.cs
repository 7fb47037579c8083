namespace Bot.Engine.Inputs;

/// <summary>A date of birth of a person who is 18 to 100 years old today in India. Canonical: <c>yyyy-MM-dd</c>.</summary>
internal sealed class DateOfBirth : InputType
{
    private const int Youngest = 18;
    private const int Oldest = 100;

    public override string Name => "dateOfBirth";

    public override string Accepts => "a date, day first or ISO, with the month as a number or an English or Hindi name; age 18 to 100";

    public override string Example => "15-06-1990";

    public override int LongestLength => "yyyy-MM-dd".Length;

    public override IReadOnlyList<string> MessageKeys =>
        [Rejection(), Rejection("calendar"), Rejection("future"), Rejection("tooYoung"), Rejection("tooOld")];

    public override Reading Read(string text, DateTimeOffset now)
    {
        var form = IndianDate.Read(text, out var birth);
        if (form != DateForm.Real) return new Rejected(form == DateForm.None ? Rejection() : Rejection("calendar"));

        var today = IndianDate.Today(now);
        if (birth > today) return new Rejected(Rejection("future"));
        if (birth.AddYears(Youngest) > today) return new Rejected(Rejection("tooYoung"));
        if (birth.AddYears(Oldest + 1) <= today) return new Rejected(Rejection("tooOld"));
        return new Accepted(IndianDate.Iso(birth));
    }
}
