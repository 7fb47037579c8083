using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Desk.Talks;

/// <summary>A note for colleagues.</summary>
/// <param name="Text">At most <see cref="Notes.Longest"/> characters; the person never sees it.</param>
internal sealed record Note(string By, DateTimeOffset At, string Text);

/// <summary>Notes beside conversations: records of kind <c>deskNote</c>, found by the id of the session; written once.</summary>
internal sealed class Notes(IRecordStore records, IRecordLists lists, TimeProvider clock)
{
    public const int Longest = 2_000;

    private const string Kind = "deskNote";
    private const string Lookup = "session";
    private const int Most = 200;

    public async Task<IReadOnlyList<Note>> OfAsync(string session, CancellationToken cancel) =>
        [.. (await lists.ListAsync(Kind, Lookup, session, "", Most, cancel)).Select(record => JsonSerializer.Deserialize(record.Body, NoteJson.Default.Note)!)];

    /// <returns>False where there are as many as are kept.</returns>
    public async Task<bool> AddAsync(string session, string by, string text, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(new(by, clock.GetUtcNow(), text), NoteJson.Default.Note);
        for (var number = (await OfAsync(session, cancel)).Count + 1; number <= Most; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{session}/{number:00000000}");
            if (await records.ChangeAsync([new(Kind, key, 0, body, [new(Lookup, session)])], cancel)) return true;
        }

        return false;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
