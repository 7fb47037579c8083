using Bot.Engine.Abstractions;
using Bot.Host.History;
using Bot.Storage.Abstractions;

namespace Bot.Host.Api.Workflow;

/// <summary>
/// What came of an input that another host of the cluster handled, computed again from the turn log: the call that waits here answers what it would answer
/// there.
/// </summary>
internal sealed class WorkflowHistory(WorkflowTurns turns, SessionFlows shown, IStore log)
{
    /// <summary>More than follows from any one input.</summary>
    private const int Limit = 64;

    /// <summary>Tells <see cref="WorkflowTurns"/> of the turns between two moments of a conversation, unless it was told as they were committed.</summary>
    public async Task LearnAsync(StoredConversation before, StoredConversation after, CancellationToken cancel)
    {
        if (after.Version <= before.Version || turns.Knows(after.Conversation, before.Session, after.Session)) return;

        var session = before.Session;
        foreach (var stored in await log.TurnsAsync(after.Conversation, before.Version + 1, Limit, cancel))
        {
            if (stored.Version > after.Version) return;
            if (stored.Entry is not { } entry) return;

            var seen = await shown.SeeAsync(before with { Session = entry.Before ?? session }, cancel);
            if (seen.Machine.Advance(seen.Stored.Session, entry.Input) is not { } turn) return;

            turns.OnTurnCommitted(after.Conversation, entry.Input, turn);
            session = turn.Session;
        }
    }
}
