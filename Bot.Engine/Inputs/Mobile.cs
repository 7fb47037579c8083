namespace Bot.Engine.Inputs;

/// <summary>
/// An Indian mobile number, read by <see cref="IndianMobile"/> after digits of other scripts became ASCII. Canonical: <c>+91</c> and ten digits.
/// </summary>
internal sealed class Mobile : InputType
{
    public override string Name => "mobile";

    public override string Accepts => "an Indian mobile number: 9876543210, +91 98765 43210, 09876543210";

    public override string Example => "9876543210";

    public override bool TakesContact => true;

    public override int LongestLength => "+919876543210".Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length"), Rejection("firstDigit"), Rejection("country")];

    protected override Sentence? Inside { get; } = new(MostTokens: 6, OfDigits: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var plain = IndianMobile.Separated(ChatText.Plain(text));
        return IndianMobile.TryParse(plain, out var canonical) ? new Accepted(canonical) : Fault(plain);
    }

    private Rejected Fault(string plain)
    {
        Span<char> digits = stackalloc char[IndianMobile.MostDigits];
        if (!IndianMobile.TryDigits(plain, digits, out var count, out var plus)) return NoValue();
        if (plus && !digits.StartsWith("91")) return Wrong("country");

        // After a plus the country's two digits are not part of what is counted.
        var length = plus ? count - 2 : count;
        if (count > digits.Length) return RejectedFor("length", length);

        var national = IndianMobile.NationalPart(digits[..count], plus);
        return national.Length == 10 ? Wrong("firstDigit") : RejectedFor("length", length);
    }
}
