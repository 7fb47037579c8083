namespace Bot.Engine.Inputs;

/// <summary>Anything a person writes, at most 200 characters. Canonical: white space single and none at the ends.</summary>
internal sealed class FreeText : InputType
{
    public override string Name => "text";

    public override string Accepts => "any text, at most 200 characters";

    public override string Example => "Near the old market";

    public override int LongestLength => 200;

    public override IReadOnlyList<string> MessageKeys => [Rejection(), Rejection("length")];

    public override Reading Read(string text, DateTimeOffset now)
    {
        var words = ChatText.Prose(text);
        if (words.Length == 0) return new Rejected(Rejection());
        return words.Length > LongestLength ? RejectedFor("length", words.Length) : new Accepted(words);
    }
}
