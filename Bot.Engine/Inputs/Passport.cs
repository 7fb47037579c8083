namespace Bot.Engine.Inputs;

/// <summary>An Indian passport's number: a letter and seven digits, the first not 0. Canonical: upper case, no separators.</summary>
/// <remarks>A common stricter rule forbids the letters Q, X, Z and a last digit 0; passports of the Z series exist, so it only warns.</remarks>
internal sealed class Passport : InputType
{
    private const string Form = "A9999999";
    private const string UnusualNumber = "warn.passportLetter";

    public override string Name => "passport";

    public override string Accepts => "a passport's number: A1234567, any case";

    public override string Example => "A1234567";

    public override int LongestLength => 8;

    public override bool Secret => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length"), Rejection("firstDigit"), UnusualNumber];

    protected override Sentence? Inside { get; } = new(MostTokens: 3);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var passport = Shape.WithDigits(ChatText.Compact(text), Form);
        if (passport.Length > 0 && passport.Length != LongestLength && Shape.IsLettersAndDigits(passport)) return RejectedFor("length", passport.Length);
        if (!Shape.Matches(passport, Form)) return NoValue();
        if (passport[1] == '0') return Wrong("firstDigit");
        return new Accepted(passport, passport[0] is 'Q' or 'X' or 'Z' || passport[^1] == '0' ? UnusualNumber : null);
    }
}
