using System.Collections.Immutable;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Host.Api.Workflow;

/// <summary>
/// What came of the last input of each workflow conversation, in this process: wakes the call that waits for it, and answers a repeated step with it.
/// </summary>
/// <remarks>Nothing depends on it: after a restart, or when another host heard the outcome, the answer is made of the session alone.</remarks>
internal sealed class WorkflowTurns : IEngineObserver
{
    /// <summary>Conversations that are remembered; beyond that all are forgotten at once.</summary>
    private const int Limit = 10_000;

    private readonly Dictionary<string, WorkflowTurn> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        if (!conversation.StartsWith(WorkflowService.Prefix, StringComparison.Ordinal)) return;

        TaskCompletionSource? waiting;
        lock (_gate)
        {
            if (_turns.Count >= Limit) _turns.Clear();
            if (After(_turns.GetValueOrDefault(conversation), input, turn) is { } next) _turns[conversation] = next;
            _waiting.Remove(conversation, out waiting);
        }
        waiting?.TrySetResult();
    }

    /// <summary>Whether every turn between two moments of a conversation was told here.</summary>
    public bool Knows(string conversation, Session before, Session after) =>
        Find(conversation) is { } turn && turn.First == before.Turn + 1 && turn.Last >= after.Turn;

    public WorkflowTurn? Find(string conversation)
    {
        lock (_gate) return _turns.GetValueOrDefault(conversation);
    }

    /// <summary>Notes which call brought the last input, and where the conversation stood before it.</summary>
    public void Remember(string conversation, string print, Session before)
    {
        lock (_gate)
        {
            if (_turns.TryGetValue(conversation, out var turn))
                _turns[conversation] = turn with { Print = print, Before = before };
        }
    }

    /// <summary>Completes with the conversation's next turn.</summary>
    public Task Changed(string conversation)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(conversation, out var waiting))
                _waiting[conversation] = waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting.Task;
        }
    }

    /// <summary>Clears the waiting call of a conversation.</summary>
    public void Remove(string conversation)
    {
        lock (_gate) _waiting.Remove(conversation);
    }

    /// <summary>An outcome belongs to the input that asked for it. A reminder says nothing new.</summary>
    private static WorkflowTurn? After(WorkflowTurn? last, Input input, Turn turn) => input switch
    {
        CallReturned when last is not null => last with
        {
            Replies = last.Replies.AddRange(turn.Replies),
            Path = last.Path.AddRange(turn.Path),

            // One that was missed in between leaves the number behind.
            Last = turn.Session.Turn == last.Last + 1 ? turn.Session.Turn : last.Last,
        },
        TimerFired { Kind: TimerKind.Remind } => last is null ? null : last with { Last = turn.Session.Turn },
        _ => new(turn.Replies, turn.Path) { First = turn.Session.Turn, Last = turn.Session.Turn },
    };
}

/// <summary>All that followed from one input.</summary>
/// <param name="Print">Tells a repeated call from another one.</param>
/// <param name="Before">The session that heard the input.</param>
internal sealed record WorkflowTurn(ImmutableArray<Reply> Replies, ImmutableArray<Transition> Path, string Print = "", Session? Before = null)
{
    /// <summary>Number of the input's turn in its session.</summary>
    public int First { get; init; }

    /// <summary>Number of the last turn that followed from it, without a gap.</summary>
    public int Last { get; init; }
}
