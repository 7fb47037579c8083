using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Host.Wiring;

/// <summary>Counts the sessions that stood on a state which an edited flow no longer has, since the start of this process.</summary>
internal sealed class ParkedSessions : IEngineObserver
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>The transition by which a session was parked; null for every other turn.</summary>
    public static Transition? Parked(Turn turn)
    {
        foreach (var step in turn.Path)
        {
            if (step.Trigger == "parked")
                return step;
        }

        return null;
    }

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        if (Parked(turn) is not null) Interlocked.Increment(ref _count);
    }
}
