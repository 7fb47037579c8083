namespace Bot.Engine.Inputs;

/// <summary>A photo. Text in its place is refused with a sentence that asks for one; the photo itself never passes through <see cref="ReadWhole"/>.</summary>
internal sealed class Image : InputType
{
    public override string Name => "image";

    public override string Accepts => "a photo, JPEG or PNG by its content, sent as a photo or as a file; at most 5 MB, whole";

    /// <summary>Empty: a photo cannot be typed.</summary>
    public override string Example => "";

    /// <summary>A photo is never shown inside a message.</summary>
    public override int LongestLength => 0;

    public override bool TakesImage => true;

    public override bool IsTyped => false;

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words) => NoValue();
}
