using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Letters;

/// <summary>
/// A letter that was dealt with: a record of the kind <see cref="Kind"/>, sealed like all of them. Its detail, which may be a trace, is gone.
/// </summary>
/// <param name="Id">Of the letter.</param>
/// <param name="Conversation">Its conversation; empty for none. Personal.</param>
/// <param name="LetterKind">See <see cref="LetterKinds"/>.</param>
/// <param name="At">When it was put aside, UTC.</param>
/// <param name="How"><c>resolved</c>, <c>retried</c> or <c>settled</c>.</param>
/// <param name="Outcome">The outcome that was named; empty where none was.</param>
/// <param name="By">Who did it: the name of an API key, or of an account of this machine.</param>
internal sealed record ResolvedLetter(string Id, string Conversation, string LetterKind, string Reason, DateTimeOffset At, string How, string Outcome,
    string Note,
    string By, DateTimeOffset ResolvedAt)
{
    /// <summary>Name of the record kind; the key is the letter's id.</summary>
    public const string Kind = "resolvedLetter";

    /// <summary>The look-up of all of them.</summary>
    public static KeyValuePair<string, string> Listed { get; } = new("listed", "all");

    public static ResolvedLetter Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, ResolvedLetterJson.Default.ResolvedLetter)!;

    /// <param name="version">Of the record that is there; 0 for none.</param>
    public RecordChange Change(long version) => new(Kind, Id, version, JsonSerializer.Serialize(this, ResolvedLetterJson.Default.ResolvedLetter), [Listed]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResolvedLetter))]
internal sealed partial class ResolvedLetterJson : JsonSerializerContext;
