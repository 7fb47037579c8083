namespace Bot.Engine.Inputs;

/// <summary>Anything a person writes, at most 200 characters. Canonical: white space single and none at the ends.</summary>
internal sealed class FreeText : InputType
{
    public override string Name => "text";

    public override string Accepts => "any text, at most 200 characters";

    public override string Example => "Near the old market";

    public override int LongestLength => 200;

    public override bool TakesWords => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length")];

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var typed = ChatText.Prose(text);
        if (typed.Length == 0) return NoValue();
        return typed.Length > LongestLength ? RejectedFor("length", typed.Length) : new Accepted(typed);
    }
}
