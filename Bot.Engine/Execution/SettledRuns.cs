using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>A run whose call was left to a person goes on once that person has found out.</summary>
public static class SettledRuns
{
    /// <summary>Why a conversation does not hear what was found out, in a sentence; null when it does.</summary>
    public static string? Refusal(FlowSet flows, Session session, CallSettled settled)
    {
        var run = settled.Run;
        if (session.Pending is not null) return "A call to a partner is on its way; try again when it is back.";
        if (Running(session, run) is { } running && (running.Id != session.Top!.Id || running.State != run.State))
            return "The flow has gone on from this call; resolve the letter with a note.";

        return flows.Find(run.Flow)?.Find(run.State) is not CallState call
            ? $"The flow {run.Flow} has no call at {run.State} any more; resolve the letter with a note."
            : call.Outcomes.Any(outcome => outcome.Name == settled.Outcome)
            ? null
            : $"The call at {run.State} has no outcome '{settled.Outcome}'; it has: {string.Join(", ", call.Outcomes.Select(outcome => outcome.Name))}.";
    }

    /// <summary>The conversation as the run goes on in it: what goes on now is set aside until the run ends.</summary>
    internal static Session Begin(Session session, CallSettled settled) =>
        Running(session, settled.Run) is not null ? session
        : session with
        {
            Frames = [settled.Run],
            Interrupt = null,
            SetAside = session.Frames.IsEmpty ? session.SetAside : session.SetAside.Add(new(settled.Run.Id, session.Frames)),
        };

    private static Frame? Running(Session session, Frame run) => session.Frames.FirstOrDefault(frame => frame.Id == run.Id);
}
