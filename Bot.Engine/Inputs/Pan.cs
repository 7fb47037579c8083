namespace Bot.Engine.Inputs;

/// <summary>A PAN of the Income Tax Department: five letters, four digits 0001-9999, a letter. Canonical: upper case, no separators.</summary>
/// <remarks>
/// The fourth letter is the holder's kind (P person, C company, ...). Others are rare rather than impossible, so they only warn. The check letter's rule is not
/// public.
/// </remarks>
internal sealed class Pan : InputType
{
    private const string HolderKinds = "ABCFGHJLPT";
    private const string Form = "AAAAA9999A";
    private const string UnusualHolder = "warn.panLetter";

    public override string Name => "pan";

    public override string Accepts => "a PAN: ABCPD1234E, any case";

    public override string Example => "ABCPD1234E";

    public override int LongestLength => 10;

    public override bool Secret => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length"), Rejection("digits"), UnusualHolder];

    protected override Sentence? Inside { get; } = new(MostTokens: 3);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var pan = Shape.WithDigits(ChatText.Compact(text), Form);
        if (pan.Length > 0 && pan.Length != LongestLength && Shape.IsLettersAndDigits(pan)) return RejectedFor("length", pan.Length);
        if (!Shape.Matches(pan, Form)) return NoValue();
        if (pan.AsSpan(5, 4) is "0000") return Wrong("digits");
        return new Accepted(pan, HolderKinds.Contains(pan[3]) ? null : UnusualHolder);
    }
}
