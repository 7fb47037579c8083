namespace Bot.Engine.Inputs;

/// <summary>A PIN code of India Post: six digits, the first 1-9 (the postal region, 9 for army post).</summary>
internal sealed class PinCode : InputType
{
    private const int Length = 6;

    public override string Name => "pinCode";

    public override string Accepts => "a PIN code of 6 digits";

    public override string Example => "411001";

    public override int LongestLength => Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length"), Rejection("firstDigit")];

    protected override Sentence? Inside { get; } = new(MostTokens: 2, OfDigits: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var pin = ChatText.Compact(text);
        if (pin.Length == 0 || !Shape.IsDigits(pin)) return NoValue();
        if (pin.Length != Length) return RejectedFor("length", pin.Length);
        return pin[0] == '0' ? Wrong("firstDigit") : new Accepted(pin);
    }
}
