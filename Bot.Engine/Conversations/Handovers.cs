using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>
/// The conversations that a human has or is waited for in, as a list: a record of kind <c>handover</c> for each, under the id of its session, that comes,
/// changes and goes in the commit of the turn.
/// </summary>
public sealed class Handovers(IRecordStore records)
{
    private const string Kind = "handover";
    private const string List = "list";
    private const string Open = "open";

    /// <summary>The conversations that are handed over, at most so many, in no order.</summary>
    public async Task<IReadOnlyList<Handover>> AllAsync(int limit, CancellationToken cancel) =>
        [.. (await records.LookUpAsync(Kind, List, Open, limit, cancel).ConfigureAwait(false)).Select(Read)];

    /// <summary>Null where the bot has the word.</summary>
    public async Task<Handover?> FindAsync(string session, CancellationToken cancel) =>
        await records.FindAsync(Kind, session, cancel).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    /// <summary>Takes one off the list whose conversation is another's alias by now, or gone.</summary>
    public async Task DropAsync(string session, CancellationToken cancel)
    {
        if (await records.FindAsync(Kind, session, cancel).ConfigureAwait(false) is { } stored)
            await records.ChangeAsync([new(Kind, session, stored.Version, null)], cancel).ConfigureAwait(false);
    }

    /// <summary>What a turn changes in the list; null for nothing. Turns without a human ask no store.</summary>
    internal async Task<RecordChange?> ChangeAsync(StoredConversation before, Turn turn, Input input, CancellationToken cancel)
    {
        var after = turn.Session;
        if (!before.Session.WithHuman && !after.WithHuman) return null;

        var stored = await records.FindAsync(Kind, after.Id, cancel).ConfigureAwait(false);
        if (!after.WithHuman) return stored is null ? null : new(Kind, after.Id, stored.Version, null);

        var known = stored is null ? null : Read(stored);
        var next = (known ?? new(after.Id, before.Conversation, after.HumanSince ?? input.At) { Why = turn.NeedsHuman ?? "" }) with
        {
            By = after.Operator,
            Heard = IsPersons(input) ? input.At : known?.Heard,
            Answered = input is WrittenByOperator ? input.At : known?.Answered,
        };
        return next == known
            ? null
            : new(Kind, after.Id, stored?.Version ?? 0, JsonSerializer.Serialize(next, HandoverJson.Default.Handover), [new(List, Open)]);
    }

    private static bool IsPersons(Input input) => input is HeardText or HeardTap or HeardImage or HeardOther or HeardContact or HeardEdit;

    private static Handover Read(StoredRecord record) =>
        JsonSerializer.Deserialize(record.Body, HandoverJson.Default.Handover) ?? throw new InvalidDataException($"A record of kind {Kind} is empty.");
}

/// <summary>A conversation that is with a human.</summary>
/// <param name="Session">The id of its session.</param>
/// <param name="Conversation">Its key.</param>
/// <param name="Since">When it was handed over, UTC.</param>
public sealed record Handover(string Session, string Conversation, DateTimeOffset Since)
{
    /// <summary>Who has it; null while one is waited for.</summary>
    public string? By { get; init; }

    /// <summary>A sentence for the operator; empty where there is none.</summary>
    public string Why { get; init; } = "";

    /// <summary>When the person wrote last since it was handed over; null when they did not.</summary>
    public DateTimeOffset? Heard { get; init; }

    /// <summary>When an operator wrote last; null when none did.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>The moment from which the person waits for a word; null when the last word was an operator's.</summary>
    [JsonIgnore]
    public DateTimeOffset? WaitsSince => Answered is null ? Since : Heard > Answered ? Heard : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Handover))]
internal sealed partial class HandoverJson : JsonSerializerContext;
