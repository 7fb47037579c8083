using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Diagnostics;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>The one impure loop around the machine: load, advance, render, commit. One turn, one commit; the caller may acknowledge when it returns.</summary>
public sealed class ConversationRunner(StateMachine machine, IConversationStore store, IMessageRenderer renderer, SessionCache cache, IEngineObserver observer,
    Subscriptions? subscriptions = null)
{
    /// <summary>Another host may win the race this often before something else must be wrong.</summary>
    private const int ConflictLimit = 10;

    private readonly ConversationQueue _queue = new();

    /// <summary>Inputs that wait behind another one of their conversation.</summary>
    internal int Blocked => _queue.Blocked;

    /// <summary>Raised after a commit that left something in the outbox; the pump listens.</summary>
    public event Action? OutboxFilled;

    /// <summary>A person wrote.</summary>
    public Task<Handled> RunAsync(string conversation, ConversationFacts facts, Input input, CancellationToken cancel) =>
        HandleAsync(conversation, facts, input, null, input.Id, cancel);

    /// <summary>A person wrote, and a spool keeps what the store cannot take now. It is asked in the queue, so that nothing overtakes what it keeps.</summary>
    public Task<Handled> RunAsync(string conversation, ConversationFacts facts, Input input, IInputSpool? spool, CancellationToken cancel) =>
        spool is null ? RunAsync(conversation, facts, input, cancel) : RunOrKeepInTurnAsync(conversation, facts, input, spool, cancel);

    /// <summary>A call came back; its record changes and the end of its outbox row are part of the turn's commit.</summary>
    /// <param name="cause">The message it all began with.</param>
    public Task<Handled> ReturnAsync(string conversation, CallReturned input, CallResult result, string cause, CancellationToken cancel) =>
        HandleAsync(conversation, null, input, result, cause, cancel);

    /// <summary>A timer is due.</summary>
    public Task<Handled> WakeAsync(string conversation, TimerFired input, CancellationToken cancel) =>
        HandleAsync(conversation, null, input, null, input.Id, cancel);

    /// <summary>An operator does something with the conversation; one that has not begun stays so.</summary>
    public Task<Handled> DirectAsync(string conversation, Input input, CancellationToken cancel) =>
        HandleAsync(conversation, null, input, null, input.Id, cancel);

    /// <summary>Clears everything that is only in memory.</summary>
    public void ClearCache() => cache.Clear();

    private Task<Handled> HandleAsync(string conversation, ConversationFacts? facts, Input input, CallResult? result, string cause, CancellationToken cancel) =>
        _queue.RunAsync(conversation, () => TurnAsync(conversation, facts, input, result, cause, cancel), facts?.LastHeard);

    private Task<Handled> RunOrKeepInTurnAsync(string conversation, ConversationFacts facts, Input input, IInputSpool spool, CancellationToken cancel) =>
        _queue.RunAsync(conversation, () => RunOrKeepAsync(conversation, facts, input, spool, cancel), facts.LastHeard);

    private async Task<Handled> RunOrKeepAsync(string conversation, ConversationFacts facts, Input input, IInputSpool spool, CancellationToken cancel)
    {
        Exception? away = null;
        if (!spool.Holds(conversation))
        {
            try
            {
                // A store that hangs is left alone when the caller's time is over. The turn may come to its end all the same: version and handled id decide, as
                // between hosts.
                return await TurnAsync(conversation, facts, input, null, input.Id, cancel).WaitAsync(cancel).ConfigureAwait(false);
            }
            catch (Exception failure) when (spool.IsAway(failure))
            {
                // Whether it was written may not be known; heard again, its handled id tells.
                away = failure;
            }
        }

        await spool.KeepAsync(conversation, facts, input, away).ConfigureAwait(false);
        return Handled.Kept;
    }

    private async Task<Handled> TurnAsync(string conversation, ConversationFacts? facts, Input input, CallResult? result, string cause,
        CancellationToken cancel)
    {
        var begun = EngineMetrics.Begin();
        using var span = EngineTraces.Turn(TurnTelemetry.Kind(input), cause);
        cause = EngineTraces.Cause(cause);
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            if (await TryAsync(conversation, facts, input, result, cause, tries > 0, begun, cancel).ConfigureAwait(false) is { } handled)
                return handled;
        }

        throw new InvalidOperationException($"Another writer won {ConflictLimit} times in a row.");
    }

    /// <summary>One attempt; null when another writer was faster and the turn must be computed anew.</summary>
    private async Task<Handled?> TryAsync(string conversation, ConversationFacts? facts, Input input, CallResult? result, string cause, bool again, long begun,
        CancellationToken cancel)
    {
        var remembered = again ? null : cache.Find(conversation);
        var stored = remembered ?? await store.LoadAsync(conversation, cancel).ConfigureAwait(false);
        if (stored is null && facts is null) return Handled.Unchanged;

        stored ??= new(conversation, 0, new() { Id = NewSessionId(conversation, input) }, facts!);
        var known = Join(stored.Facts, facts);
        Turn? turn;
        TurnCommit commit;
        try
        {
            turn = machine.Advance(stored.Session, IsLate(stored.Facts, facts) ? input with { IsLate = true } : input);
            if (turn is null && remembered is not null) return null;
            if (turn is null) return Handled.Unchanged;

            commit = TurnCommits.Of(stored, known, input, turn, result, renderer, machine.Flows) with { Cause = cause };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            observer.OnPoison(conversation, input, exception);
            EngineMetrics.Poison();
            turn = Poison.Apologise(stored.Session, input);
            commit = TurnCommits.OfPoison(stored, known, input, turn, result, renderer, exception) with { Cause = cause };
        }

        if (turn.Subscribes is { } subscribes && subscriptions is not null
            && await subscriptions.ChangeAsync(known.Channel, known.Address, subscribes, cancel).ConfigureAwait(false) is { } change)
        {
            commit = commit with { Records = commit.Records.Add(change) };
        }

        using var committing = EngineTraces.Commit();
        switch (await store.CommitAsync(commit, cancel).ConfigureAwait(false))
        {
            case CommitResult.Committed:
                cache.Keep(new(conversation, stored.Version + 1, turn.Session, known));
                observer.OnTurnCommitted(conversation, input, turn);
                TurnTelemetry.Committed(input, turn, begun);
                if (!commit.Outbox.IsEmpty) OutboxFilled?.Invoke();
                return Handled.Committed;
            case CommitResult.Duplicate:
                observer.OnDuplicate(conversation, input);
                EngineMetrics.Duplicate();
                return Handled.Repeated;
            case CommitResult.RecordConflict when result is not null:
                return Handled.RecordConflict;
            default:
                EngineMetrics.Conflict();
                cache.Drop(conversation);
                return null;
        }
    }

    /// <summary>Whether something that was written later has been heard already.</summary>
    private static bool IsLate(ConversationFacts stored, ConversationFacts? heard) => heard is not null && heard.LastHeard < stored.LastHeard;

    /// <summary>Made of what began the conversation, so that a turn computed twice makes one session.</summary>
    private static string NewSessionId(string conversation, Input input) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation}\n{input.Id}")).AsSpan(0, 10));

    private static ConversationFacts Join(ConversationFacts stored, ConversationFacts? heard) =>
        heard is null ? stored : heard with
        {
            Name = heard.Name.Length > 0 ? heard.Name : stored.Name,
            LastHeard = heard.LastHeard > stored.LastHeard ? heard.LastHeard : stored.LastHeard,
        };
}

/// <summary>What became of an input.</summary>
public enum Handled
{
    /// <summary>It took effect and is durable.</summary>
    Committed,

    /// <summary>It had taken effect before.</summary>
    Repeated,

    /// <summary>The session did not wait for it.</summary>
    Unchanged,

    /// <summary>The store cannot be used; it is kept, and heard again later.</summary>
    Kept,

    /// <summary>A record it would change is no longer what the operation saw: ask the operation again.</summary>
    RecordConflict,
}
