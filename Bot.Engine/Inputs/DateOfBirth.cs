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

    protected override Sentence? Inside { get; } = new(MostTokens: 5);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var today = IndianDate.Today(now);
        var form = IndianDate.Read(text, words, (digits, month, day) => YearOfBirth(digits, month, day, today), out var birth);
        if (form != DateForm.Real) return form == DateForm.None ? NoValue() : Wrong("calendar");

        if (birth > today) return Wrong("future");
        if (birth.AddYears(Youngest) > today) return Wrong("tooYoung");
        if (birth.AddYears(Oldest + 1) <= today) return Wrong("tooOld");
        return new Accepted(IndianDate.Iso(birth));
    }

    /// <summary>Of an adult two digits have one reading: the latest year that makes the person old enough, else the latest that is not to come.</summary>
    private static int YearOfBirth(int digits, int month, int day, DateOnly today)
    {
        var grown = (today.Year - Youngest) - (IsLaterInYear(month, day, today) ? 1 : 0);
        var adult = Latest(digits, grown);
        if (grown - adult <= Oldest - Youngest) return adult;
        return Latest(digits, today.Year);
    }

    private static bool IsLaterInYear(int month, int day, DateOnly today) => month > today.Month || (month == today.Month && day > today.Day);

    /// <summary>The latest year with these last two digits that is not after another one.</summary>
    private static int Latest(int digits, int year) => year - ((((year - digits) % 100) + 100) % 100);
}
