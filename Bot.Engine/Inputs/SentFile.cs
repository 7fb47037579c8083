using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>A document or a voice message. The slot keeps where the channel has it, as for a photo; the bytes are not looked at.</summary>
/// <param name="kind"><c>document</c> or <c>audio</c>, the name of the type and on the wire.</param>
/// <param name="endings">What may be sent, by the ends of media types: <c>pdf</c> of <c>application/pdf</c>. Empty for anything of the kind.</param>
/// <example><code>
/// bill: { type: document, formats: [pdf] }
/// complaint: audio
/// </code></example>
public sealed class SentFile(string kind, ImmutableArray<string> endings) : InputType
{
    public override string Name => kind;

    public override string Accepts => kind == "audio" ? "a voice message or a sound file" : "a file that is sent as a document or a photo; formats";

    /// <summary>Empty: a file cannot be typed.</summary>
    public override string Example => "";

    public override int LongestLength => 0;

    public override string TakesSent => kind;

    public override bool IsTyped => false;

    public override ImmutableArray<KeyValuePair<string, Value>> MessageArguments => [new("formats", Value.Of(string.Join(", ", endings).ToUpperInvariant()))];

    public override Reading ReadSent(Value content) =>
        MediaReference.From(content) is { } file && (endings.IsEmpty || endings.Any(ending => IsOf(file.MimeType, ending))) ? new Accepted(content) : NoValue();

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words) => NoValue();

    /// <summary>"application/pdf; charset=x" ends in pdf.</summary>
    private static bool IsOf(string mime, string ending)
    {
        var type = mime.Split(';')[0].Trim();
        return type.EndsWith($"/{FileEndings.TypeOf(ending)}", StringComparison.OrdinalIgnoreCase);
    }
}
