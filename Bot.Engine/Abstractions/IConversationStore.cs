using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>Everything durable about conversations. One commit per turn; nothing is visible before it and nothing is lost after it.</summary>
/// <remarks>
/// An implementer owes: full durability on return of any write, expected versions honoured, bodies encrypted at rest, and the compliance suite green.
/// </remarks>
public interface IConversationStore
{
    /// <summary>The conversation with its version, or null before its first commit.</summary>
    /// <remarks>Of a key that a commit has made an alias (<see cref="TurnCommit.Aliases"/>), the conversation that goes on, under its own key.</remarks>
    Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel);

    /// <summary>Writes one turn whole or not at all.</summary>
    Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel);

    /// <summary>
    /// Puts messages into the outbox outside of any turn (an API's one-time code, a notification), either pending like any other (<paramref name="owner"/>
    /// null), or already begun by <paramref name="owner"/>, which sends them itself; a crash leaves those to be recovered.
    /// </summary>
    /// <remarks>The conversation need not exist; its session and version are not touched. A message whose id is there already is left as it is.</remarks>
    /// <returns>The rows that were written; none of those that were there already.</returns>
    Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel);

    /// <summary>Claims due outbox rows: marks each <see cref="OutboxState.Begun"/> with a lease, durably, before returning it.</summary>
    /// <remarks>
    /// Per conversation and stream only the first unfinished row is claimable, so order holds across hosts. Rows begun by an owner whose lease is over come
    /// back too, with <see cref="OutboxRow.Recovering"/> set.
    /// </remarks>
    Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel);

    /// <summary>The same, of a part of the conversations. A store that one host has to itself may give it rows of all.</summary>
    Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, WorkScope scope, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        ClaimAsync(owner, now, lease, limit, cancel);

    /// <summary>Ends or postpones claimed rows, in one transaction. A row whose lease was lost to another owner is left alone.</summary>
    Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel);

    /// <summary>When the next outbox row falls due; null when there is none.</summary>
    Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel);

    /// <summary>The same, of a share of the conversations.</summary>
    Task<DateTimeOffset?> NextOutboxDueAsync(WorkShare share, CancellationToken cancel) => NextOutboxDueAsync(cancel);

    /// <summary>Timers that are due, oldest first. They stay until a commit of their conversation replaces or clears them.</summary>
    Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>The same, of a part of the conversations.</summary>
    Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, WorkScope scope, int limit, CancellationToken cancel) =>
        DueTimersAsync(now, limit, cancel);

    /// <summary>
    /// Moves message rows up by delivery events; unknown ids are kept for a while, for a send that is not recorded yet. Never wakes a conversation.
    /// </summary>
    Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel);

    /// <summary>The delivery state of one outbox row, for a send whose answer was lost: null when nothing was heard of it.</summary>
    Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel);

    /// <summary>The message of a failure that was applied; null when no row is known for it, or it had arrived before.</summary>
    Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel);

    /// <summary>What the delivered messages of a month cost, as their statuses told it (<see cref="StatusChanged.Price"/>): each message once.</summary>
    /// <param name="month"><c>2026-11</c>, UTC.</param>
    Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel);

    /// <summary>Puts something aside for a person to look at, with its handled id so that it is not tried again.</summary>
    Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel);

    /// <summary>What was put aside, newest first.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel);

    /// <summary>Figures for health and the console.</summary>
    Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Removes what is older than it has to be kept, at most <paramref name="limit"/> rows of each kind; returns how many went.</summary>
    Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel);
}

/// <param name="Version">0 before the first commit; raised by one by each.</param>
public sealed record StoredConversation(string Conversation, long Version, Session Session, ConversationFacts Facts);

/// <summary>What is known of a conversation besides its session.</summary>
/// <param name="Address">The person's address on the channel.</param>
/// <param name="LastHeard">When the person last wrote, by the provider's clock: opens the 24-hour window.</param>
public sealed record ConversationFacts(string Channel, string Address, string Name, DateTimeOffset LastHeard)
{
    /// <summary>How long after the person's last message anything but a template may be sent (WhatsApp's customer service window).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>Whether anything may be sent to the person at a time.</summary>
    public bool IsOpen(DateTimeOffset at) => at - LastHeard < Window;

    /// <summary>Further addresses of the person that came with what was heard. A store does not keep them: <see cref="Session.Aliases"/> does.</summary>
    public ImmutableArray<string> Others { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>What need not be kept any more.</summary>
/// <param name="HandledBefore">Ids handled, and delivery events that no row claimed, before this.</param>
/// <param name="FinishedBefore">Outbox rows that ended before this.</param>
/// <param name="SaidBefore">What was said before this.</param>
public sealed record Outdated(DateTimeOffset HandledBefore, DateTimeOffset FinishedBefore, DateTimeOffset SaidBefore)
{
    /// <summary>What was heard, and the way taken, before this; what was said in those turns stays. Default: nothing.</summary>
    public DateTimeOffset HeardBefore { get; init; }
}

/// <summary>One turn to write.</summary>
public sealed record TurnCommit
{
    /// <summary>Key of the conversation: channel, colon, address.</summary>
    public required string Conversation { get; init; }

    /// <summary>Version the turn was computed from; another one in the store is a <see cref="CommitResult.Conflict"/>.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The session after the turn.</summary>
    public required Session Session { get; init; }

    /// <summary>What is known of the conversation now.</summary>
    public required ConversationFacts Facts { get; init; }

    /// <summary>Id of the input; one that is already there is a <see cref="CommitResult.Duplicate"/>.</summary>
    public required string HandledId { get; init; }

    /// <summary>When the input happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// What all this follows from, over calls and their outcomes: the W3C context of the turn's span (<c>00-trace-span-flags</c>), or the id of the message
    /// where no span is open. Ties spans and log lines of one message together, over a crash too.
    /// </summary>
    public string Cause { get; init; } = "";

    /// <summary>What goes out, in order; its ids are unique.</summary>
    public ImmutableArray<NewOutboxRow> Outbox { get; init; } = [];

    /// <summary>Replace all armed timers of the conversation.</summary>
    public ImmutableArray<TimerRequest> Timers { get; init; } = [];

    /// <summary>What was said in this turn, in order.</summary>
    public ImmutableArray<TranscriptLine> Transcript { get; init; } = [];

    /// <summary>How the turn came about; null leaves what was said as all that is kept of it.</summary>
    public TurnLogEntry? Log { get; init; }

    /// <summary>Changes of records of our own; all or none, with the turn.</summary>
    public ImmutableArray<RecordChange> Records { get; init; } = [];

    /// <summary>The outbox row of the call whose outcome this turn heard; it ends with this commit. Null for other inputs.</summary>
    public string? FinishedCall { get; init; }

    /// <summary>
    /// Keys that lead to this conversation from now on, all or none with the turn. Of one that had a conversation of its own, that one has ended: its timers
    /// are gone, and the ids that it handled count as handled here.
    /// </summary>
    public ImmutableArray<ConversationAlias> Aliases { get; init; } = [];

    /// <summary>Something for the operator that belongs to this turn.</summary>
    public DeadLetter? DeadLetter { get; init; }
}

/// <summary>A key that becomes a further name of a conversation.</summary>
/// <param name="Conversation">The key.</param>
/// <param name="ExpectedVersion">Of the conversation that it had; 0 for none. Another one in the store is a <see cref="CommitResult.Conflict"/>.</param>
public sealed record ConversationAlias(string Conversation, long ExpectedVersion)
{
    /// <summary>What lies under the key from now on.</summary>
    public static Session Session(TurnCommit commit) => new() { Id = "alias", MovedTo = commit.Conversation };
}

/// <summary>Messages outside of a turn.</summary>
public sealed record OutboxEntry(string Conversation, ConversationFacts Facts, ImmutableArray<NewMessage> Messages, DateTimeOffset At);

/// <summary>What became of a commit.</summary>
public enum CommitResult
{
    /// <summary>It is written, whole and durable.</summary>
    Committed,

    /// <summary>The version moved on: load again and compute the turn anew.</summary>
    Conflict,

    /// <summary>The input was handled before: do nothing.</summary>
    Duplicate,

    /// <summary>A record change found another state than it expected: the operation is asked again.</summary>
    RecordConflict,
}

/// <summary>What goes out, in order per conversation within its stream.</summary>
/// <param name="Id">Unique; made of conversation, turn and position, so a recomputed turn makes the same.</param>
public abstract record NewOutboxRow(string Id);

/// <summary>A message to send.</summary>
/// <param name="Id">See <see cref="NewOutboxRow"/>.</param>
/// <param name="Message">Rendered and fitted.</param>
public sealed record NewMessage(string Id, OutboundMessage Message) : NewOutboxRow(Id)
{
    /// <summary>The flow that says it; empty for the engine's own words, a name such as <c>otp</c> for messages outside of turns.</summary>
    public string Flow { get; init; } = "";

    /// <summary>The id of a message that a turn says.</summary>
    /// <param name="position">Among those of the turn, from 0.</param>
    public static string IdOf(string sessionId, long turn, int position) => string.Create(CultureInfo.InvariantCulture, $"{sessionId}.{turn}.m{position}");
}

/// <summary>A call to make.</summary>
/// <param name="Id">The id of the call itself.</param>
/// <param name="Request">What to call, with its arguments.</param>
public sealed record NewCall(string Id, CallRequest Request) : NewOutboxRow(Id);

/// <summary>Messages and calls are two streams: a slow partner does not hold back "one moment, please".</summary>
public enum OutboxStream
{
    /// <summary>To the person, in order.</summary>
    Messages,

    /// <summary>To partners, in order.</summary>
    Calls,
}

/// <summary>How far an outbox row is.</summary>
public enum OutboxState
{
    /// <summary>It waits for its time and its turn.</summary>
    Pending,

    /// <summary>An owner is at it, or was when its process died.</summary>
    Begun,

    /// <summary>It left and no answer came.</summary>
    Unknown,

    /// <summary>The provider took it, or its outcome is committed.</summary>
    Done,

    /// <summary>Given up; a dead letter tells why.</summary>
    Dead,
}

/// <summary>A claimed row.</summary>
/// <param name="Recovering">It was begun before and its end is not known: look before doing anything.</param>
/// <param name="Attempts">How often it was begun, this time included.</param>
/// <param name="LastHeard">The conversation's, at the time of the claim: decides the 24-hour window.</param>
/// <param name="Cause">See <see cref="TurnCommit.Cause"/>; empty for what no message caused.</param>
/// <param name="Waited">It was <see cref="OutboxState.Unknown"/>, and the time set to hear of it is over; false for one whose owner died at it.</param>
public sealed record OutboxRow(
    string Id, string Conversation, string Channel, string Address, string Language, OutboxStream Stream,
    OutboundMessage? Message, CallRequest? Call, int Attempts, bool Recovering, DateTimeOffset CreatedAt, DateTimeOffset LastHeard,
    string Cause = "", bool Waited = false);

/// <summary>How a claimed row ends or goes on.</summary>
public abstract record OutboxSettlement(string Id)
{
    /// <summary>Accepted by the provider; statuses that came early are applied now.</summary>
    public sealed record Sent(string Id, string ProviderId, DateTimeOffset At) : OutboxSettlement(Id);

    /// <summary>Try again at <paramref name="Due"/>. <paramref name="Unknown"/>: it may have gone out.</summary>
    public sealed record Later(string Id, DateTimeOffset Due, string Why, bool Unknown = false) : OutboxSettlement(Id);

    /// <summary>It ends as a dead letter.</summary>
    /// <param name="Id">The row.</param>
    /// <param name="Why">A sentence for an operator, without personal values.</param>
    /// <param name="At">When it was given up, UTC.</param>
    public sealed record GivenUp(string Id, string Why, DateTimeOffset At) : OutboxSettlement(Id);

    /// <summary>Finished without a provider's id (a call whose outcome was committed elsewhere).</summary>
    public sealed record Finished(string Id, DateTimeOffset At) : OutboxSettlement(Id);
}

/// <summary>A timer that is armed.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Due">When it fires, UTC.</param>
/// <param name="Token">Of the question it was set for; one that is out of date does nothing.</param>
public sealed record StoredTimer(string Conversation, TimerKind Kind, DateTimeOffset Due, int Token);

/// <param name="Direction"><c>in</c>, <c>out</c> or <c>note</c>.</param>
public sealed record TranscriptLine(string Direction, string Text)
{
    /// <summary>Stands for an answer to a secret question, which is not kept.</summary>
    public const string KeptBack = "[hidden]";
}

/// <summary>Something a person must look at.</summary>
/// <param name="Kind"><c>poison</c>, <c>send</c>, <c>call</c>, <c>decision</c>, <c>human</c>.</param>
/// <param name="Detail">What happened, with the trace; encrypted at rest.</param>
public sealed record DeadLetter(string Id, string Conversation, string Kind, string Reason, string Detail, DateTimeOffset At);

/// <summary>Delivered messages of one kind and what is charged for them.</summary>
/// <param name="Flow">See <see cref="NewMessage.Flow"/>; empty also for messages that this installation did not send, or whose row is gone.</param>
/// <param name="Category">See <see cref="MessagePrice"/>.</param>
/// <param name="Type">See <see cref="MessagePrice"/>.</param>
/// <param name="Count">Messages.</param>
public sealed record MessageCosts(string Channel, string Flow, string Category, string Type, bool Billable, long Count);
