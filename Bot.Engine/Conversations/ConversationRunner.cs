using Bot.Engine.Abstractions;
using Bot.Engine.Diagnostics;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Versions;

namespace Bot.Engine.Conversations;

/// <summary>The one impure loop around the machine: load, advance, render, commit. One turn, one commit; the caller may acknowledge when it returns.</summary>
/// <param name="handovers">Lists the conversations that humans have. Null: nothing is listed, and each leaves a dead letter instead.</param>
/// <param name="restrictions">Whose conversations hear nothing; null: no one's.</param>
/// <param name="secrets">Makes the ids of sessions, which stand in clear, tell nothing of the number they began with. Null: anyone can work them out.</param>
/// <param name="waits">Knows how long who asks for a human waits. Null: nothing is told of it.</param>
/// <param name="router">Knows which of several hosts holds a conversation. Null: this one handles what it receives.</param>
/// <param name="versions">Knows on which version of the flows a session runs. Null: there is one, the machine's.</param>
public sealed class ConversationRunner(StateMachine machine, IConversationStore store, IMessageRenderer renderer, SessionCache cache, IEngineObserver observer,
    Subscriptions? subscriptions = null, ISecrets? secrets = null, IRestrictions? restrictions = null, Handovers? handovers = null,
    IConversationRouter? router = null, IFlowVersions? versions = null, IHumanWait? waits = null)
{
    /// <summary>Another host may win the race this often before something else must be wrong.</summary>
    private const int ConflictLimit = 10;

    /// <summary>A person's conversation may be found elsewhere this often, over aliases that are made meanwhile.</summary>
    private const int HopLimit = 10;

    private readonly ConversationQueue _queue = new();
    private readonly PersonLinks _links = new(store, machine.Flows, subscriptions);
    private volatile StateMachine _machine = machine.Frozen();

    /// <summary>Inputs that wait behind another one of their conversation.</summary>
    internal int Blocked => _queue.Blocked;

    /// <summary>Raised after a commit that left rows in the outbox, with the conversation and how many; the pump listens.</summary>
    public event Action<string, int>? OutboxFilled;

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

    /// <summary>A person found out what became of a call; the record changes that follow from it are part of the turn's commit.</summary>
    public Task<Handled> SettleAsync(string conversation, CallSettled input, CallResult result, CancellationToken cancel) =>
        HandleAsync(conversation, null, input, result, input.Id, cancel);

    /// <summary>A timer is due.</summary>
    public Task<Handled> WakeAsync(string conversation, TimerFired input, CancellationToken cancel) =>
        HandleAsync(conversation, null, input, null, input.Id, cancel);

    /// <summary>An operator does something with the conversation; one that has not begun stays so.</summary>
    public Task<Handled> DirectAsync(string conversation, Input input, CancellationToken cancel) =>
        HandleAsync(conversation, null, input, null, input.Id, cancel);

    /// <summary>From the next turn on the flows are those that the machine's set has now.</summary>
    public void Renew() => _machine = machine.Frozen();

    /// <summary>Clears everything that is only in memory.</summary>
    public void ClearCache() => cache.Clear();

    /// <summary>Handles a turn at this host, for one that holds the conversation here and lets its turns in one after the other.</summary>
    public async Task<TurnEnd> HandleHereAsync(TurnRequest request, CancellationToken cancel)
    {
        using var work = observer.BeginWork(request.Cause);
        return await ComputeAsync(request, cancel).ConfigureAwait(false);
    }

    /// <summary>Clears what is remembered of a conversation: another host may have written it, or is about to.</summary>
    public void ClearCache(string conversation) => cache.Drop(conversation);

    private Task<Handled> HandleAsync(string conversation, ConversationFacts? facts, Input input, CallResult? result, string cause, CancellationToken cancel) =>
        FollowAsync(conversation, facts, key => TurnAsync(new(key, facts, input, result, cause), cancel));

    private Task<Handled> RunOrKeepInTurnAsync(string conversation, ConversationFacts facts, Input input, IInputSpool spool, CancellationToken cancel) =>
        FollowAsync(conversation, facts, key => RunOrKeepAsync(key, facts, input, spool, cancel));

    /// <summary>Runs a turn in the queue of its conversation, which may turn out to be another one than that of the address.</summary>
    private async Task<Handled> FollowAsync(string conversation, ConversationFacts? facts, Func<string, Task<TurnEnd>> turn)
    {
        var key = cache.Follow(conversation);
        for (var hops = 0; hops < HopLimit; hops++)
        {
            if (restrictions?.Restricts(key) == true) return Handled.Unchanged;

            var end = await _queue.RunAsync(key, () => turn(key), facts?.LastHeard).ConfigureAwait(false);
            if (end.Elsewhere is null) return end.Handled;

            key = end.Elsewhere;
        }

        throw new InvalidOperationException($"The conversation was elsewhere {HopLimit} times in a row.");
    }

    private async Task<TurnEnd> RunOrKeepAsync(string conversation, ConversationFacts facts, Input input, IInputSpool spool, CancellationToken cancel)
    {
        Exception? away = null;
        if (!spool.Holds(conversation))
        {
            try
            {
                // A store that hangs is left alone when the caller's time is over. The turn may come to its end all the same: version and handled id decide, as
                // between hosts.
                return await TurnAsync(new(conversation, facts, input, null, input.Id), cancel).WaitAsync(cancel).ConfigureAwait(false);
            }
            catch (Exception failure) when (spool.IsAway(failure))
            {
                // Whether it was written may not be known; heard again, its handled id tells.
                away = failure;
            }
        }

        await spool.KeepAsync(conversation, facts, input, away).ConfigureAwait(false);
        return new(Handled.Kept);
    }

    /// <summary>By the host that holds the conversation; where none can be asked, by this one.</summary>
    private async Task<TurnEnd> TurnAsync(TurnRequest request, CancellationToken cancel)
    {
        if (router is null) return await ComputeAsync(request, cancel).ConfigureAwait(false);

        if (await router.RouteAsync(request with { Cause = EngineTraces.Cause(request.Cause) }, cancel).ConfigureAwait(false) is { } end) return end;
        try
        {
            return await ComputeAsync(request, cancel).ConfigureAwait(false);
        }
        finally
        {
            // The next turn is another host's, so what is remembered here would be out of date.
            cache.Drop(request.Conversation);
        }
    }

    private async Task<TurnEnd> ComputeAsync(TurnRequest request, CancellationToken cancel)
    {
        var (conversation, facts, input, result, cause) = request;
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
    private async Task<TurnEnd?> TryAsync(string conversation, ConversationFacts? facts, Input input, CallResult? result, string cause, bool again, long begun,
        CancellationToken cancel)
    {
        // A later change of the same person may have come first.
        var told = facts;
        if (input is IdentityLearned && facts is not null && subscriptions is not null)
            facts = await subscriptions.Notes.FollowAsync(facts, cancel).ConfigureAwait(false);

        // Where a new address may lead to another conversation, what is remembered does not do: another host may have joined the two meanwhile.
        var remembered = again ? null : cache.Find(conversation);
        if (remembered is not null && facts is not null && !Identities.Knows(remembered, facts)) remembered = null;

        var stored = remembered ?? await store.LoadAsync(conversation, cancel).ConfigureAwait(false);
        if (stored is not null && stored.Conversation != conversation)
        {
            cache.KeepAlias(conversation, stored.Conversation);
            return new(Handled.Unchanged, stored.Conversation);
        }

        if (stored is null && facts is null) return new(Handled.Unchanged);

        stored ??= new(conversation, 0, new() { Id = SessionIds.Of(conversation, input, secrets) }, facts!);
        var link = facts is null || Identities.Knows(stored, facts) ? null : await _links.FindAsync(stored, facts, cancel).ConfigureAwait(false);
        if (link is { Elsewhere: { } elsewhere }) return new(Handled.Unchanged, elsewhere);

        // What the provider tells of a person who never wrote begins no conversation.
        if (stored.Version == 0 && input is IdentityLearned)
        {
            if (subscriptions is not null) await subscriptions.Notes.RememberAsync(told!, cancel).ConfigureAwait(false);
            return new(Handled.Unchanged);
        }

        stored = link?.Own ?? stored;
        var known = Join(stored.Facts, facts);
        if (IsLate(stored.Facts, facts)) input = input with { IsLate = true };
        if (input is IdentityLearned) input = Silent(stored, input);
        var (machine, spoken, session) = versions is null ? new FlowsAtTurn(_machine, renderer, stored.Session)
            : await versions.ForAsync(conversation, stored.Session, cancel).ConfigureAwait(false);
        var isMoved = !ReferenceEquals(session, stored.Session);
        if (isMoved) stored = stored with { Session = session };
        Turn? turn;
        TurnCommit commit;
        try
        {
            turn = Advance(machine, stored, input, link);
            if (turn is null && remembered is not null) return null;
            if (turn is null) return new(Handled.Unchanged);

            turn = HumanWaitWords.Tell(turn, waits, input.At);
            commit = TurnCommits.Of(stored, known, input, turn, result, spoken, machine.Flows, listed: handovers is not null) with { Cause = cause };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            observer.OnPoison(conversation, input, exception);
            EngineMetrics.Poison();
            turn = Poison.Apologise(stored.Session, input);
            commit = TurnCommits.OfPoison(stored, known, input, turn, result, spoken, machine.Flows, exception) with { Cause = cause };
        }

        // What moved it stands nowhere else.
        if (isMoved) commit = commit with { Log = commit.Log! with { Before = session } };

        if (link is not null)
        {
            commit = commit with
            {
                Aliases = link.Aliases,
                Records = commit.Records.AddRange(link.Records),
                Log = commit.Log! with { After = turn.Session },
            };
        }

        if (turn.Subscribes is { } subscribes && subscriptions is not null)
        {
            // One word of the person outweighs what was known of their addresses before.
            IEnumerable<string> heard = facts is null ? [] : Identities.AddressesOf(facts);
            var wishes = await subscriptions.ChangeAsync(known.Channel, [.. Identities.AddressesOf(stored).Union(heard)], subscribes, cancel)
                .ConfigureAwait(false);
            commit = commit with { Records = [.. commit.Records.Where(change => change.Kind != Subscriptions.Kind), .. wishes] };
        }

        if (handovers is not null && await handovers.ChangeAsync(stored, turn, input, cancel).ConfigureAwait(false) is { } handover)
            commit = commit with { Records = commit.Records.Add(handover) };

        using var committing = EngineTraces.Commit();
        switch (await store.CommitAsync(commit, cancel).ConfigureAwait(false))
        {
            case CommitResult.Committed:
                foreach (var alias in commit.Aliases)
                {
                    cache.Drop(alias.Conversation);
                    cache.KeepAlias(alias.Conversation, conversation);
                }

                cache.Keep(new(conversation, stored.Version + 1, turn.Session, known));
                observer.OnTurnCommitted(conversation, input, turn);
                TurnTelemetry.Committed(input, turn, begun);
                if (!commit.Outbox.IsEmpty) OutboxFilled?.Invoke(conversation, commit.Outbox.Length);
                return new(Handled.Committed);
            case CommitResult.Duplicate:
                observer.OnDuplicate(conversation, input);
                EngineMetrics.Duplicate();
                return new(Handled.Repeated);
            case CommitResult.RecordConflict when result is not null:
                return new(Handled.RecordConflict);
            default:
                EngineMetrics.Conflict();
                cache.Drop(conversation);
                return null;
        }
    }

    /// <summary>
    /// The turn of an input, and of two conversations that become one by it: the person is told where something is set aside or they have written to the other
    /// one last. What they wrote to that one is no answer here; the question is asked again.
    /// </summary>
    private static Turn? Advance(StateMachine machine, StoredConversation stored, Input input, PersonLink? link)
    {
        if (link is null or { Learned.IsEmpty: true } || input is OwnerSpoke or IdentityLearned) return machine.Advance(stored.Session, input);
        if (!link.HasSetAside && !link.IsOfOther)
            return machine.Advance(stored.Session, input) ?? machine.Advance(stored.Session, Silent(stored, input));
        if (stored.Session.WithHuman) return machine.Advance(stored.Session, input);

        var told = machine.Advance(stored.Session, new Announcement(input.Id, input.At, SharedMessages.Joined))!;
        if (link.IsOfOther) return told with { Replies = [.. told.Replies, .. machine.Prompt(told.Session, input.At)] };

        var answered = machine.Advance(stored.Session, input);
        return answered is null ? told : answered with { Replies = [.. told.Replies, .. answered.Replies] };
    }

    /// <summary>What the provider tells of a person, with how long they have been silent.</summary>
    private static IdentityLearned Silent(StoredConversation stored, Input input) =>
        new(input.Id, input.At) { SilentSince = stored.Facts.LastHeard > DateTimeOffset.UnixEpoch ? stored.Facts.LastHeard : null };

    /// <summary>Whether something that was written later has been heard already.</summary>
    private static bool IsLate(ConversationFacts stored, ConversationFacts? heard) => heard is not null && heard.LastHeard < stored.LastHeard;

    private static ConversationFacts Join(ConversationFacts stored, ConversationFacts? heard) =>
        heard is null ? stored : heard with
        {
            Others = [],
            Name = heard.Name.Length > 0 ? heard.Name : stored.Name,
            LastHeard = heard.LastHeard > stored.LastHeard ? heard.LastHeard : stored.LastHeard,
        };
}
