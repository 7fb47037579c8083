using Bot.Engine.Inputs;

namespace Bot.Products.Fastag.Inputs;

/// <summary>The last four digits of a FASTag's barcode. A whole barcode is taken too, for those who scan it.</summary>
internal sealed class BarcodeLast4 : InputType
{
    private const int Length = 4;

    /// <summary>A barcode's last group: 608116-009-<b>0132331</b>.</summary>
    private const int Serial = 7;

    public override string Name => "barcodeLast4";

    public override string Accepts => "the last 4 digits of a FASTag's barcode, or the whole barcode";

    public override string Example => "2331";

    public override int LongestLength => Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length")];

    protected override Sentence? Inside { get; } = new(MostTokens: 3, OfDigits: true);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var digits = ChatText.Compact(text);
        if (Barcode.TryParse(digits, out _) || (digits.Length == Serial && Shape.IsDigits(digits))) return new Accepted(digits[^Length..]);
        if (digits.Length == 0 || !Shape.IsDigits(digits)) return NoValue();
        return digits.Length == Length ? new Accepted(digits) : RejectedFor("length", digits.Length);
    }
}
