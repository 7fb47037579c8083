namespace Bot.Engine.Inputs;

/// <summary>A reason or remark in a person's own words, 3 to 200 characters. Canonical: white space single and none at the ends.</summary>
internal sealed class Description : InputType
{
    private const int Shortest = 3;

    public override string Name => "description";

    public override string Accepts => "a sentence of 3 to 200 characters";

    public override string Example => "The tag was lost when the windscreen was replaced";

    public override int LongestLength => 200;

    public override bool TakesWords => true;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length")];

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var typed = ChatText.Prose(text);
        if (typed.Length < Shortest) return NoValue();
        return typed.Length > LongestLength ? RejectedFor("length", typed.Length) : new Accepted(typed);
    }
}
