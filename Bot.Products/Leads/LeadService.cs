using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Products.Leads;

/// <summary>
/// Takes loan leads to the lender so that none is lost and none is made twice: the intent is written first, then the lender is asked, then lead and intent are
/// written together.
/// </summary>
/// <param name="addDeadLetter">Puts aside what a person must decide.</param>
/// <remarks>
/// The same request (same key, or same application within 24 hours) is one lead: at the same moment in one process it is one call, whose outcome all share.
/// </remarks>
public sealed class LeadService(
    ILeadPartner lender, IRecordStore records, ISecrets secrets, ILeadNotices notices, Func<DeadLetter, CancellationToken, Task> addDeadLetter,
    LeadOptions options, TimeProvider clock, IEngineObserver observer)
{
    private const int ConflictLimit = 20;
    private const int RecoverLimit = 200;

    private readonly LeadRepository _leads = new(records, secrets);
    private readonly LeadIntents _intents = new(records, secrets);
    private readonly ConcurrentDictionary<string, InFlight> _inFlight = new();

    public async Task<LeadOutcome> CreateAsync(LeadApplication application, LeadOrigin origin, CancellationToken cancel)
    {
        var content = _intents.ContentHashOf(application);
        var key = _intents.KeyOf(origin, content);
        return await RunOnceAsync(key, content, () => BringToEndAsync(key, content, application, origin.ConsentId)).WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The intent of an application made without an idempotency key; nothing is begun. Null when it was never asked for.</summary>
    public async Task<LeadIntent?> IntentOfAsync(LeadApplication application, CancellationToken cancel) =>
        (await _intents.FindAsync(_intents.ContentHashOf(application), cancel).ConfigureAwait(false))?.Intent;

    /// <summary>Finds out about intents that have not changed for a while, and tells applicants who were not told; returns how many came to an end.</summary>
    public async Task<int> RecoverIntentsAsync(TimeSpan olderThan, CancellationToken cancel)
    {
        var ended = 0;
        foreach (var state in new[] { LeadIntentState.Intended, LeadIntentState.Lost, LeadIntentState.Created })
        {
            foreach (var stored in await _intents.InStateAsync(state, RecoverLimit, cancel).ConfigureAwait(false))
            {
                if (clock.GetUtcNow() - stored.Intent.ChangedAt < olderThan) continue;

                try
                {
                    var (key, content) = (stored.Key, stored.Intent.ContentHash);
                    if (state is LeadIntentState.Created)
                    {
                        await AnnounceAsync(key, cancel).ConfigureAwait(false);
                    }
                    else if (
                        await RunOnceAsync(key, content, () => BringToEndAsync(key, content, stored.Intent.Application, stored.Intent.ConsentId))
                            .ConfigureAwait(false) is LeadOutcome.Lost or LeadOutcome.InProgress)
                    {
                        continue;
                    }

                    ended++;
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // The intent is still there for the next round, and must not stand in the way of the others.
                    observer.OnError("lead recovery", exception);
                }
            }
        }

        return ended;
    }

    /// <summary>A person found out about an undecided intent.</summary>
    /// <param name="key">As the dead letter gives it.</param>
    /// <param name="applicationId">The lender's id of the lead; empty when there is none, then the same request may be made again.</param>
    /// <returns>False when there is nothing to decide.</returns>
    public async Task<bool> DecideAsync(string key, string applicationId, CancellationToken cancel)
    {
        if (await _intents.FindAsync(key, cancel).ConfigureAwait(false) is not { Intent.State: LeadIntentState.Undecided } stored) return false;

        if (applicationId.Length == 0) await EndAsync(stored, LeadMove.Decline).ConfigureAwait(false);
        else await RecordAsync(stored, new(applicationId, "", "", "")).ConfigureAwait(false);
        return true;
    }

    /// <summary>The same of an application that was made without an idempotency key.</summary>
    public Task<bool> DecideAsync(LeadApplication application, string applicationId, CancellationToken cancel) =>
        DecideAsync(_intents.ContentHashOf(application), applicationId, cancel);

    /// <summary>The id of the letter about an intent that is left to a person.</summary>
    public static string LetterOf(LeadIntent intent) => $"decision.lead.{intent.RequestId}";

    private Task<LeadOutcome> RunOnceAsync(string key, string content, Func<Task<LeadOutcome>> work)
    {
        var running = _inFlight.GetOrAdd(key, _ => new(content, new(RunAsync)));
        return running.Content == content ? running.Outcome.Value : Task.FromResult<LeadOutcome>(new LeadOutcome.KeyReused());

        async Task<LeadOutcome> RunAsync()
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            finally
            {
                _inFlight.TryRemove(key, out _);
            }
        }
    }

    // Not cancelled from here on: what has begun is brought to its end.
    private async Task<LeadOutcome> BringToEndAsync(string key, string content, LeadApplication application, string consentId)
    {
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var stored = await _intents.FindAsync(key, CancellationToken.None).ConfigureAwait(false);
            if (stored is not null && stored.Intent.ContentHash != content) return new LeadOutcome.KeyReused();

            var now = clock.GetUtcNow();
            switch (stored?.Intent.Next(options.Owner, options.Lease, now) ?? new LeadStep.Begin(1))
            {
                case LeadStep.Known known: return new LeadOutcome.Created(known.ApplicationId);
                case LeadStep.Wait wait: return new LeadOutcome.InProgress(wait.For);
                case LeadStep.Undecided: return new LeadOutcome.Undecided();
                case LeadStep.FindOut when !lender.SameIdIsSameLead: return await LeaveToPersonAsync(stored!).ConfigureAwait(false);
                case LeadStep.FindOut:
                    var claim = stored! with { Intent = stored.Intent with { Owner = options.Owner, ChangedAt = now } };
                    if (await ClaimAsync(claim).ConfigureAwait(false) is { } claimed)
                        return await AskAsync(claimed, doubtful: true).ConfigureAwait(false);
                    break;
                case LeadStep.Begin begin:
                    var intent = new LeadIntent
                    {
                        State = stored?.Intent.Make(LeadMove.Begin).State ?? LeadIntentState.Intended,
                        RequestId = _intents.RequestIdOf(key, begin.Round), Round = begin.Round,
                        Application = application, ContentHash = content, ConsentId = consentId, Owner = options.Owner, ChangedAt = now
                    };
                    if (await ClaimAsync(new(key, intent, stored?.Version ?? 0)).ConfigureAwait(false) is { } begun)
                        return await AskAsync(begun, doubtful: false).ConfigureAwait(false);
                    break;
            }
        }
        throw new InvalidOperationException($"A lead intent changed {ConflictLimit} times under us.");
    }

    /// <param name="doubtful">It may have been created before, so that an unreachable lender proves nothing.</param>
    private async Task<LeadOutcome> AskAsync(StoredIntent stored, bool doubtful)
    {
        var answer = await lender.CreateAsync(stored.Intent.Application, stored.Intent.RequestId, CancellationToken.None).ConfigureAwait(false);
        if (answer is LeadCreation.Lost && lender.SameIdIsSameLead)
        {
            doubtful = true;
            answer = await lender.CreateAsync(stored.Intent.Application, stored.Intent.RequestId, CancellationToken.None).ConfigureAwait(false);
        }

        switch (answer)
        {
            case LeadCreation.Created created:
                return await RecordAsync(stored, created).ConfigureAwait(false);
            case LeadCreation.Declined declined:
                await EndAsync(stored with { Intent = stored.Intent with { Reason = declined.Reason } }, LeadMove.Decline).ConfigureAwait(false);
                return new LeadOutcome.Declined(declined.Reason);
            case LeadCreation.Unavailable away when !doubtful:
                await EndAsync(stored, LeadMove.MissLender).ConfigureAwait(false);
                return new LeadOutcome.Unavailable(away.Lasting ? away.Why : null);
            default:
                if (!lender.SameIdIsSameLead || stored.Intent.Asked + 1 >= options.AskLimit) return await LeaveToPersonAsync(stored).ConfigureAwait(false);

                await EndAsync(stored with { Intent = stored.Intent with { Asked = stored.Intent.Asked + 1 } }, LeadMove.LoseAnswer).ConfigureAwait(false);
                return new LeadOutcome.Lost();
        }
    }

    /// <summary>Lead and intent in one change; another host that was quicker under the same id has written the same.</summary>
    private async Task<LeadOutcome> RecordAsync(StoredIntent stored, LeadCreation.Created created)
    {
        var now = clock.GetUtcNow();
        var intent = stored.Intent with { ApplicationId = created.ApplicationId, ChangedAt = now };
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var ended = intent with { State = LeadLife.Definition.Make(LeadMove.Create, stored.Intent.State) };
            var changes = new List<RecordChange> { LeadIntents.Change(stored.Key, ended, stored.Version) };
            if (await _leads.FindAsync(created.ApplicationId, CancellationToken.None).ConfigureAwait(false) is null)
                changes.Add(_leads.Change(Lead.Of(ended.Application, created, ended.ConsentId, now), 0));
            if (await records.ChangeAsync(changes, CancellationToken.None).ConfigureAwait(false))
            {
                await AnnounceAsync(stored.Key, CancellationToken.None).ConfigureAwait(false);
                return new LeadOutcome.Created(created.ApplicationId);
            }

            var found = await _intents.FindAsync(stored.Key, CancellationToken.None).ConfigureAwait(false) ?? throw new InvalidOperationException("A lead intent vanished.");
            if (found.Intent.State is LeadIntentState.Created or LeadIntentState.Announced) return new LeadOutcome.Created(found.Intent.ApplicationId);
            stored = found;
        }
        throw new InvalidOperationException($"A lead intent changed {ConflictLimit} times under us.");
    }

    /// <summary>Leaves the applicant's message in the outbox. Never fails a lead: the next recovery tries again.</summary>
    private async Task AnnounceAsync(string key, CancellationToken cancel)
    {
        try
        {
            if (await _intents.FindAsync(key, cancel).ConfigureAwait(false) is not { Intent.State: LeadIntentState.Created } stored) return;

            var due = clock.GetUtcNow() - stored.Intent.ChangedAt <= options.AnnounceWithin;
            if (due && await _leads.FindAsync(stored.Intent.ApplicationId, cancel).ConfigureAwait(false) is { } found)
                await notices.CreatedAsync(found.Lead, $"lead.{stored.Intent.RequestId}", cancel).ConfigureAwait(false);

            // When it was created stays as it is: the 24 hours count from there.
            await records.ChangeAsync([LeadIntents.Change(key, stored.Intent.Make(LeadMove.Announce), stored.Version)], cancel)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            observer.OnError("lead notice", exception);
        }
    }

    private async Task<LeadOutcome> LeaveToPersonAsync(StoredIntent stored)
    {
        var letter = new DeadLetter(LetterOf(stored.Intent), "", "decision", "Nobody can tell by asking whether a lead was created.", $"intent {stored.Key}, request id {stored.Intent.RequestId}", clock.GetUtcNow());
        await addDeadLetter(letter, CancellationToken.None).ConfigureAwait(false);
        await EndAsync(stored, LeadMove.LeaveToPerson).ConfigureAwait(false);
        return new LeadOutcome.Undecided();
    }

    private async Task<StoredIntent?> ClaimAsync(StoredIntent wanted)
    {
        if (!await records.ChangeAsync([LeadIntents.Change(wanted.Key, wanted.Intent, wanted.Version)], CancellationToken.None).ConfigureAwait(false))
            return null;

        var found = await _intents.FindAsync(wanted.Key, CancellationToken.None).ConfigureAwait(false);
        return found?.Intent.Owner == options.Owner ? found : null;
    }

    /// <summary>Ends an intent; another host's end of the same intent, if there is one by now, is as good.</summary>
    private Task<bool> EndAsync(StoredIntent stored, LeadMove move) =>
        records.ChangeAsync([LeadIntents.Change(stored.Key, stored.Intent.Make(move) with { ChangedAt = clock.GetUtcNow() }, stored.Version)],
            CancellationToken.None);

    private sealed record InFlight(string Content, Lazy<Task<LeadOutcome>> Outcome);
}
