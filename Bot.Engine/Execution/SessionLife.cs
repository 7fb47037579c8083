using System.Collections.Immutable;
using Bot.Engine.Lives;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>What a conversation is at.</summary>
public enum SessionMode
{
    /// <summary>Nothing is going on.</summary>
    Idle,

    /// <summary>A question of a flow is open.</summary>
    Asking,

    /// <summary>A partner was called, and its answer is waited for.</summary>
    WaitingForPartner,

    /// <summary>A question of the engine's own lies over what is going on: which answer to change, which language.</summary>
    Interrupted,

    /// <summary>A person has taken over.</summary>
    WithHuman,
}

/// <summary>What happens to a conversation.</summary>
public enum SessionEvent
{
    /// <summary>The person was heard.</summary>
    Heard,

    /// <summary>The partner's answer came.</summary>
    Returned,

    /// <summary>A time was over.</summary>
    TimeOver,

    /// <summary>One who looks after conversations moved it, ended it, or handed it over or back.</summary>
    Directed,

    /// <summary>A person found out what became of a call that nothing told of.</summary>
    Settled,
}

/// <summary>The life of a conversation. What it is at is read off the session and stored nowhere, so a turn is judged by where it began and ended.</summary>
public static class SessionLife
{
    private static readonly int Modes = Enum.GetValues<SessionMode>().Length;

    private static readonly int Events = Enum.GetValues<SessionEvent>().Length;

    public static Life<SessionMode, SessionEvent> Definition { get; } = new("mode", SessionMode.Idle, Refusal, life =>
    {
        In(SessionMode.Idle, SessionEvent.Heard, Enum.GetValues<SessionMode>());
        In(SessionMode.Idle, SessionEvent.Directed, SessionMode.Idle, SessionMode.WithHuman);

        In(SessionMode.Asking, SessionEvent.Heard, Enum.GetValues<SessionMode>());
        // What ended for want of an answer is asked about when the person comes back.
        In(SessionMode.Asking, SessionEvent.TimeOver, SessionMode.Asking, SessionMode.WaitingForPartner, SessionMode.Interrupted, SessionMode.Idle);
        // An answer that an operator gives in the person's place leads on as the person's own.
        In(SessionMode.Asking, SessionEvent.Directed, Enum.GetValues<SessionMode>());

        // What a person says meanwhile cancels it, calls a human, or waits; no question is laid over it.
        In(SessionMode.WaitingForPartner, SessionEvent.Heard, SessionMode.WaitingForPartner, SessionMode.Asking, SessionMode.Idle, SessionMode.WithHuman);
        In(SessionMode.WaitingForPartner, SessionEvent.Returned, SessionMode.Asking, SessionMode.WaitingForPartner, SessionMode.Interrupted,
            SessionMode.Idle);
        In(SessionMode.WaitingForPartner, SessionEvent.Directed, SessionMode.WaitingForPartner, SessionMode.WithHuman);

        In(SessionMode.Interrupted, SessionEvent.Heard, Enum.GetValues<SessionMode>());
        In(SessionMode.Interrupted, SessionEvent.TimeOver, SessionMode.Interrupted, SessionMode.Asking, SessionMode.WaitingForPartner, SessionMode.Idle);
        In(SessionMode.Interrupted, SessionEvent.Directed, Enum.GetValues<SessionMode>());

        // The answer to a call that was out is taken in; the bot stays silent until it is called back.
        In(SessionMode.WithHuman, SessionEvent.Heard, Enum.GetValues<SessionMode>());
        In(SessionMode.WithHuman, SessionEvent.Returned, SessionMode.WithHuman);
        In(SessionMode.WithHuman, SessionEvent.Directed, Enum.GetValues<SessionMode>());

        // The run goes on from its call, which may be anywhere; while a partner is waited for it is not begun.
        foreach (var mode in new[] { SessionMode.Idle, SessionMode.Asking, SessionMode.Interrupted })
            In(mode, SessionEvent.Settled, Enum.GetValues<SessionMode>());
        In(SessionMode.WithHuman, SessionEvent.Settled, SessionMode.WithHuman);

        void In(SessionMode from, SessionEvent happens, params SessionMode[] to) =>
            Life<SessionMode, SessionEvent>.PermitOneOf(life.Configure(from), happens, to);
    });

    // Asked of the definition once for all: every turn looks here.
    private static readonly ImmutableArray<bool> Allowed =
    [
        .. from before in Enum.GetValues<SessionMode>()
           from happens in Enum.GetValues<SessionEvent>()
           from after in Enum.GetValues<SessionMode>()
           select Definition.Allows(happens, before, after),
    ];

    public static SessionMode ModeOf(Session session) =>
        session.WithHuman ? SessionMode.WithHuman
        : session.Pending is not null ? SessionMode.WaitingForPartner
        : session.Interrupt is not null ? SessionMode.Interrupted
        : session.Frames.IsEmpty ? SessionMode.Idle
        : SessionMode.Asking;

    /// <exception cref="RefusedMoveException">An input made of a conversation what it never makes of one.</exception>
    internal static void Judge(Session begun, Input input, Session ended)
    {
        var (before, after) = (ModeOf(begun), ModeOf(ended));
        var happens = EventOf(input);
        if (!Allowed[(((((int)before * Events) + (int)happens) * Modes) + (int)after)])
            throw new RefusedMoveException($"{Definition.Why(happens, before)} It was to become {after}.");
    }

    private static SessionEvent EventOf(Input input) => input switch
    {
        CallReturned => SessionEvent.Returned,
        TimerFired => SessionEvent.TimeOver,
        CallSettled => SessionEvent.Settled,
        OperatorInput => SessionEvent.Directed,
        _ => SessionEvent.Heard,
    };

    private static string Refusal(SessionEvent happens, SessionMode from) => (happens, from) switch
    {
        (SessionEvent.Returned, not (SessionMode.WaitingForPartner or SessionMode.WithHuman)) => $"A conversation that is {from} waits for no partner.",
        (SessionEvent.Settled, SessionMode.WaitingForPartner) => "A conversation that waits for a partner hears of no other call before.",
        (SessionEvent.TimeOver, SessionMode.Idle or SessionMode.WaitingForPartner or SessionMode.WithHuman) => $"A conversation that is {from} has no timers.",
        _ => $"A conversation that is {from} does not go on that way when it is {happens}.",
    };
}
