using Bot.Engine.Inputs;

namespace Bot.Products.Fastag.Inputs;

/// <summary>The last five characters of an engine number: digits, or letters too, since real engine numbers may end in letters.</summary>
internal sealed class EngineLast5 : InputType
{
    private const int Length = 5;

    public override string Name => "engineLast5";

    public override string Accepts => "the last 5 characters of an engine number, A-Z and 0-9, any case";

    public override string Example => "48213";

    public override int LongestLength => Length;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length")];

    protected override Sentence? Inside { get; } = new(MostTokens: 1);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var engine = ChatText.Compact(text);
        if (engine.Length == 0 || !Shape.IsLettersAndDigits(engine)) return NoValue();
        return engine.Length == Length ? new Accepted(engine) : RejectedFor("length", engine.Length);
    }
}
