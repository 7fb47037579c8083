using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Execution;

namespace Bot.Engine;

/// <summary>Bounds of the engine. Every default suits one process with a database of its own.</summary>
public sealed class BotEngineOptions
{
    /// <summary>Bounds of the outbox: how much is under way at once, how long a call may take, when a message is given up.</summary>
    public OutboxSettings Outbox { get; set; } = new();

    /// <summary>Conversations kept in memory with their version, a few kilobytes each. 0: none, and every turn reads its session, as
    /// suits several hosts that know nothing of each other. Default: 20,000, which stay under 100 MB.</summary>
    public int CachedSessions { get; set; } = SessionCache.DefaultLimit;

    /// <summary>How long a human has a conversation before the bot hears the person again. Default: 24 hours.</summary>
    public TimeSpan HumanLimit { get; set; } = StateMachine.DefaultHumanLimit;

    /// <summary>When humans answer, told to who asks for one. Default: null, which tells nothing.</summary>
    public OpeningHours? HumanHours { get; set; }

    /// <summary>How long the store keeps what was said. Default: 365 days.</summary>
    public TimeSpan TranscriptKept { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long the turn log keeps inputs, outcomes of calls and ways taken, no longer than what was said. Default: 90 days.</summary>
    public TimeSpan InputsKept { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long the store keeps outbox rows that ended: delivery reports and questions about a message come within days. Default: 30 days.</summary>
    public TimeSpan FinishedKept { get; set; } = TimeSpan.FromDays(30);
}
