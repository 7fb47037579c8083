using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations;

/// <summary>
/// What is known of addresses and has no place in a conversation: who has a number that was another person's, and which address comes after one that was never
/// heard. Records of kind <c>addressOwner</c> and <c>addressNext</c>, whose keys are keyed hashes.
/// </summary>
internal sealed class AddressNotes(IRecordStore records, ISecrets secrets, TimeProvider clock)
{
    public const string OwnerKind = "addressOwner";
    private const string NextKind = "addressNext";

    /// <summary>Providers deliver again for seven days; what is older belongs to no change that is still to come.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    /// <summary>Changes of one person's address that may come in the wrong order.</summary>
    private const int MostSteps = 8;

    /// <summary>The change by which a number is known to belong to a conversation now; null where it is known already.</summary>
    public async Task<RecordChange?> HandOnAsync(string channel, string address, string conversation, CancellationToken cancel)
    {
        var key = KeyOf(channel, address);
        var stored = await records.FindAsync(OwnerKind, key, cancel).ConfigureAwait(false);
        return stored is not null && Read(stored).Value == conversation ? null : Change(OwnerKind, key, stored, conversation);
    }

    /// <summary>The conversation that a number was handed on to, and when; null for a number that never was.</summary>
    public async Task<(string Conversation, DateTimeOffset At)?> OwnerOfAsync(string channel, string address, CancellationToken cancel) =>
        await records.FindAsync(OwnerKind, KeyOf(channel, address), cancel).ConfigureAwait(false) is { } stored && Read(stored) is var note
            ? (note.Value, note.At) : null;

    /// <summary>A change was told of addresses that no conversation has: the change before it may still be on its way.</summary>
    public async Task RememberAsync(ConversationFacts told, CancellationToken cancel)
    {
        foreach (var earlier in told.Others)
        {
            var key = KeyOf(told.Channel, earlier);
            var stored = await records.FindAsync(NextKind, key, cancel).ConfigureAwait(false);
            if (stored is not null && Read(stored).Value == told.Address) continue;

            // Another host that is told the same at the same time writes the same.
            await records.ChangeAsync([Change(NextKind, key, stored, told.Address)], cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What is told of a change, with the changes after it that came first: the newest address, and all others.</summary>
    public async Task<ConversationFacts> FollowAsync(ConversationFacts told, CancellationToken cancel)
    {
        var next = await AfterAsync(told.Channel, told.Address, cancel).ConfigureAwait(false);
        return next.Count == 0 ? told : told with
        {
            Address = next[^1],
            Others = [.. told.Others.Append(told.Address).Concat(next.Take(next.Count - 1)).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>The addresses that came after one, oldest first; none where nothing was told before its time.</summary>
    private async Task<List<string>> AfterAsync(string channel, string address, CancellationToken cancel)
    {
        var next = new List<string>();
        while (next.Count < MostSteps
            && await records.FindAsync(NextKind, KeyOf(channel, next.LastOrDefault(address)), cancel).ConfigureAwait(false) is { } stored
            && Read(stored) is var note && clock.GetUtcNow() - note.At < Kept && !next.Contains(note.Value) && note.Value != address)
        {
            next.Add(note.Value);
        }

        return next;
    }

    private RecordChange Change(string kind, string key, StoredRecord? stored, string value) =>
        new(kind, key, stored?.Version ?? 0, JsonSerializer.Serialize(new(value, clock.GetUtcNow()), AddressNoteJson.Default.AddressNote));

    private static AddressNote Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, AddressNoteJson.Default.AddressNote)!;

    private string KeyOf(string channel, string address) => secrets.Hash("address", $"{channel}\n{address}");
}

/// <param name="Value">A conversation, or an address.</param>
/// <param name="At">When it was told, UTC.</param>
internal sealed record AddressNote(string Value, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AddressNote))]
internal sealed partial class AddressNoteJson : JsonSerializerContext;
