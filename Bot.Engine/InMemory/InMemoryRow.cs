using Bot.Engine.Abstractions;
using Bot.Engine.Execution;

namespace Bot.Engine.InMemory;

/// <summary>An outbox row as it stands in the store.</summary>
internal sealed class InMemoryRow(string id, string conversation, ConversationFacts facts, string language, string stream, OutboundMessage? message,
    CallRequest? call, long order, DateTimeOffset createdAt)
{
    public string Id => id;

    public string Conversation => conversation;

    public CallRequest? Call => call;

    public long Order => order;

    public DateTimeOffset CreatedAt => createdAt;

    public OutboxState State { get; private set; }

    /// <summary>Set for the first unfinished row of its stream only.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>See <see cref="TurnCommit.Cause"/>; empty for what no message caused.</summary>
    public string Cause { get; init; } = "";

    public string Flow { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; set; }

    public string? Owner { get; set; }

    public int Attempts { get; set; }

    public bool Recovering { get; set; }

    public bool Waited { get; set; }

    public string ProviderId { get; set; } = "";

    public string OtherId { get; set; } = "";

    public DeliveryStatus? Delivery { get; set; }

    /// <summary>A move of its life.</summary>
    public void Make(OutboxMove move) => State = OutboxLife.Definition.Make(move, State);

    public bool Ended => FinishedAt is not null;

    public bool SameStream(InMemoryRow other) => other.Conversation == conversation && other.Stream == stream;

    private string Stream => stream;

    public FailedMessage ToFailed(string why) =>
        new(id, conversation, facts.Channel, facts.Address, (message?.GetType().Name ?? "call").Replace("Message", "", StringComparison.Ordinal).ToLowerInvariant(),
            why);

    public OutboxRow ToRow(DateTimeOffset? lastHeard) => new(
        id, conversation, facts.Channel, facts.Address, language, call is null ? OutboxStream.Messages : OutboxStream.Calls,
        message, call, Attempts, Recovering, createdAt, lastHeard ?? createdAt, Cause, Waited);
}
