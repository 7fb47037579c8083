using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>A session under which a flow file has changed: it stands on a state that is gone, or that no longer hears a person.</summary>
/// <param name="Flow">Of the outermost run that does not stand well.</param>
/// <param name="State">Where that run stands.</param>
/// <param name="Runs">How many runs are left when it goes on, the one that talks included; 0 when nothing is left to go on with.</param>
/// <param name="Target">The nearest earlier question that is still there, else the start of its flow; empty when the flow is gone and it has to begin
/// again.</param>
public sealed record SessionMigration(string Flow, string State, int Runs, string Target)
{
    /// <summary>Null when the session stands well.</summary>
    public static SessionMigration? Of(FlowSet flows, Session session)
    {
        var lost = 0;
        while (lost < session.Frames.Length && IsSound(flows, session, lost)) lost++;
        if (lost == session.Frames.Length) return null;

        var (flow, state) = (session.Frames[lost].Flow, session.Frames[lost].State);
        for (var run = lost; run >= 0; run--)
            if (flows.Find(session.Frames[run].Flow) is { } still)
                return new(flow, state, run + 1, Question(still, session.Frames[run]) ?? still.Start);
        return new(flow, state, 0, "");
    }

    /// <summary>Whether the state on top is one that the session can wait in.</summary>
    internal static bool CanWaitIn(State? state, Session session) => session.Pending is null ? state is { Listens: true } : state is { AwaitsCall: true };

    /// <summary>The session as it goes on: the runs that are left, the last of them at the target.</summary>
    internal Session Park(FlowSet flows, Session session)
    {
        var settled = session with { Frames = session.Frames[..Runs], Pending = null, Interrupt = null, Deferred = [] };
        if (settled.Top is not { } frame) return settled;

        var moved = FlowRun.Park(frame, flows.Find(frame.Flow)!, Target);
        return settled with { Frames = settled.Frames.SetItem(Runs - 1, moved) };
    }

    private static bool IsSound(FlowSet flows, Session session, int run)
    {
        var state = flows.Find(session.Frames[run].Flow)?.Find(session.Frames[run].State);
        if (run < session.Frames.Length - 1) return state is { Subflow: not null };
        return CanWaitIn(state, session);
    }

    private static string? Question(Flow flow, Frame frame)
    {
        if (IsQuestion(flow, frame.State)) return frame.State;

        for (var i = frame.VisitedStates.Count - 1; i >= 0; i--)
            if (IsQuestion(flow, frame.VisitedStates[i]))
                return frame.VisitedStates[i];
        return null;
    }

    private static bool IsQuestion(Flow flow, string state) => flow.Find(state) is { IsQuestion: true };

    /// <summary>Goes on where the flow's file has lost a state: at the question on top, or from the beginning.</summary>
    internal void GoOn(TurnContext context)
    {
        context.Note(new(Flow, State, FlowMachine.Parked, Target));
        if (context.Top is null)
        {
            context.Say(SharedMessages.FlowChanged);
            context.Start(context.Flows.Entry, Slots.Empty);
            return;
        }

        context.Say(SharedMessages.Parked);
        context.Clear(context.State.Name);
        context.State.Enter(context);
    }
}
