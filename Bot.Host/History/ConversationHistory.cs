using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Storage.Abstractions;

namespace Bot.Host.History;

/// <summary>Earlier moments of conversations: the machine goes through the turn log again, from the nearest session that it keeps.</summary>
internal sealed class ConversationHistory(IStore store, StateMachine machine)
{
    /// <summary>How a conversation stood after a turn.</summary>
    /// <param name="conversation">Its own key.</param>
    /// <param name="version">The turn, from 1.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="HistoryException">There is no such turn, or what it takes is not kept; the sentence says which.</exception>
    public async Task<HistoricTurn> AtAsync(string conversation, long version, CancellationToken cancel)
    {
        if (version < 1) throw new HistoryException("Turns are counted from 1.");

        var start = TurnReplay.StartOf(version);
        var turns = await store.TurnsAsync(conversation, start, (int)(version - start + 1), cancel);
        if (turns.Count == 0 || turns[^1].Version != version) throw new HistoryException($"There is no turn {version} in the log of this conversation.");
        if (turns.Count != version - start + 1 || turns[0].Entry is { Before: null, After: null })
            throw new HistoryException($"The log begins too late: turn {version} is computed from turn {start} on, which an earlier build wrote, or which was removed.");

        Session? session = null;
        foreach (var turn in turns.Take(turns.Count - 1)) session = After(session, turn);
        var before = turns[^1].Entry?.Before ?? session;
        return new(turns[^1], After(session, turns[^1]), before is null ? null : machine.Advance(before, turns[^1].Entry!.Input)?.Call);
    }

    /// <summary>Turns whose rebuilt session is not the stored one, sentence by sentence; conversations whose log does not reach are passed over.</summary>
    /// <param name="conversations">How many are looked at, in the order of their sessions.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(int Rebuilt, IReadOnlyList<string> Findings)> CheckAsync(int conversations, CancellationToken cancel)
    {
        var (rebuilt, findings) = (0, new List<string>());
        foreach (var line in await store.ListAsync("", conversations, cancel))
        {
            if (await store.LoadAsync(line.Conversation, cancel) is not { Version: > 0 } stored || stored.Conversation != line.Conversation) continue;
            try
            {
                var turn = await AtAsync(line.Conversation, stored.Version, cancel);
                rebuilt++;
                if (!TurnReplay.Bytes(turn.Session).AsSpan().SequenceEqual(TurnReplay.Bytes(stored.Session)))
                    findings.Add($"turns: the session {line.SessionId} is not what its turn log makes of it at turn {stored.Version}.");
            }
            catch (HistoryException)
            {
                // Nothing is wrong with a log that does not reach, or that tells of other flows.
            }
        }

        return (rebuilt, findings);
    }

    private Session After(Session? before, StoredTurn turn)
    {
        if (turn.Entry is not { } entry) throw new HistoryException($"What was heard in turn {turn.Version} is not kept any more (INPUT_DAYS), or never was.");
        if (entry.After is null && turn.Flow.Length > 0 && machine.Flows.Find(turn.Flow)?.Hash != turn.FlowVersion)
            throw new HistoryException($"Turn {turn.Version} was made by {turn.Flow} {turn.FlowVersion}, and another version of it is loaded: name the flows of that time.");

        return TurnReplay.After(machine, entry.Before ?? before!, entry)
            ?? throw new HistoryException($"The flows that are loaded hear nothing in the input of turn {turn.Version}.");
    }
}

/// <summary>A turn, and the session after it.</summary>
/// <param name="Call">The call that it left to be made; null for none.</param>
internal sealed record HistoricTurn(StoredTurn Turn, Session Session, CallRequest? Call)
{
    /// <summary>The same moment under another id, beside the conversation itself in one store: its call has an id of its own.</summary>
    public HistoricTurn As(string id)
    {
        var call = Call is null ? null : Call with { Id = $"{id}.{Call.Id.Split('.', 2)[^1]}" };
        var pending = Session.Pending is { } waits && call is not null ? waits with { Id = call.Id } : null;
        return this with { Session = Session with { Id = id, Pending = pending }, Call = call };
    }

    /// <summary>Puts another conversation where this one stood, with the call that it waited for to be made anew.</summary>
    /// <param name="store">Of a sandbox: calls of it reach no partner.</param>
    /// <param name="conversation">One that has not begun.</param>
    /// <param name="facts">Whose it is.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="said">Messages that it begins with.</param>
    public async Task PlaceAsync(IConversationStore store, string conversation, ConversationFacts facts, CancellationToken cancel,
        params ImmutableArray<OutboundMessage> said)
    {
        var session = Session with { Aliases = [] };
        if (await store.CommitAsync(new()
        {
            Conversation = conversation,
            ExpectedVersion = 0,
            Session = session,
            Facts = facts,
            HandledId = "fork",
            At = facts.LastHeard,
            Outbox =
            [
                .. said.Select((message, i) => new NewMessage(NewMessage.IdOf(session.Id, session.Turn, i), message) { Flow = session.Top?.Flow ?? "" }),
                .. session.Pending is not null && Call is not null ? new[] { new NewCall(Call.Id, Call) } : [],
            ],
        }, cancel) != CommitResult.Committed)
        {
            throw new HistoryException("The conversation to go on in has begun already.");
        }
    }
}

/// <summary>An earlier moment cannot be told; the message says why.</summary>
internal sealed class HistoryException(string message) : Exception(message);
