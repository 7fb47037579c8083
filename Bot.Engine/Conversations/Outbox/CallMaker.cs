using Bot.Engine.Abstractions;
using Bot.Engine.Diagnostics;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Engine.Versions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>Makes one claimed call, or finds out what became of it, and brings the outcome back to its conversation.</summary>
/// <param name="versions">Where versions of the flows are in use side by side, a call means the operation of its own.</param>
internal sealed class CallMaker(OperationTable operations, ConversationRunner runner, IConversationStore store, IRecordStore records,
    OutboxSettings settings, TimeProvider clock, IEngineObserver observer, IFlowVersions? versions = null)
{
    private const string Unavailable = "unavailable";
    private const string UndecidedOutcome = "undecided";

    private readonly RetryCounter _retries = new();

    /// <summary>Makes the call; null when its row ended with the commit of its outcome.</summary>
    public async Task<OutboxSettlement?> MakeAsync(OutboxRow row, CancellationToken cancel)
    {
        var request = row.Call!;
        var call = new Call(request.Id, request.Operation, request.Arguments, new(row.Conversation, row.Channel, row.Address, row.CreatedAt, row.Language))
        {
            FlowsVersion = request.FlowsVersion,
        };
        if (versions is not null && await NotKnownAsync(row, versions, cancel).ConfigureAwait(false) is { } notYet) return notYet;
        if (operations.Find(request.Operation, request.FlowsVersion) is not { } operation) return await GiveUpAsync(row, $"There is no operation '{request.Operation}'.", "", cancel).ConfigureAwait(false);

        var begun = clock.GetTimestamp();
        using var span = EngineTraces.Call(request.Operation, row.Cause);
        CallResult result;
        try
        {
            switch (await OutcomeAsync(row, operation, call, cancel).ConfigureAwait(false))
            {
                case Made.Result made: result = made.Value; break;
                case Made.Later later: return later.Settlement;
                case var other: throw new InvalidOperationException($"{other.GetType().Name} is no end of a call.");
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            if (operation is ConsequentialOperation) return await AskLaterAsync(row, operation, exception, cancel).ConfigureAwait(false);

            observer.OnError($"operation {request.Operation}", exception);
            await store.AddDeadLetterAsync(new($"call.{row.Id}", row.Conversation, "call", $"{request.Operation} threw {exception.GetType().Name}.", exception.ToString(), clock.GetUtcNow()), cancel).ConfigureAwait(false);
            result = CallResult.Of(Unavailable);
        }
        if (result.Outcome == UndecidedOutcome && operation is ConsequentialOperation doubtful
            && await doubtful.LetterOfAsync(call, cancel).ConfigureAwait(false) is { } letter)
        {
            await KeepAsync(row, letter, "", cancel).ConfigureAwait(false);
        }

        var took = clock.GetElapsedTime(begun);
        EngineMetrics.Called(request.Operation, result.Outcome, took);
        observer.OnCallReturned(row, result, took);
        return await ReturnAsync(row, result, cancel).ConfigureAwait(false);
    }

    /// <summary>Nothing was begun while the version that asks could not be read: the row comes back as it is.</summary>
    private async Task<OutboxSettlement?> NotKnownAsync(OutboxRow row, IFlowVersions known, CancellationToken cancel)
    {
        try
        {
            await known.KnowAsync(row.Call!.FlowsVersion, cancel).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            observer.OnError("version of a call", exception);
            return new OutboxSettlement.Later(row.Id, clock.GetUtcNow() + Backoff.After(row.Attempts), exception.GetType().Name, Unknown: row.Recovering);
        }
    }

    private async Task<Made> OutcomeAsync(OutboxRow row, Operation operation, Call call, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(settings.CallLimit, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            if (row.Recovering && operation is ConsequentialOperation consequential)
            {
                switch (await consequential.RecoverAsync(call, limit.Token).ConfigureAwait(false))
                {
                    case Recovery.Done done: return new Made.Result(done.Result);
                    case Recovery.Undecided undecided: return await DecideAsync(row, operation, undecided.Why, cancel).ConfigureAwait(false);
                    case Recovery.AskLater later when _retries.Count(row.Id) >= settings.RecoveryLimit:
                        return await DecideAsync(row, operation, later.Why,
                        cancel).ConfigureAwait(false);
                    case Recovery.AskLater later:
                        return new Made.Later(
                        new OutboxSettlement.Later(row.Id, clock.GetUtcNow() + Backoff.After(row.Attempts), later.Why, Unknown: true));
                }
            }
            return new Made.Result(await operation.RunAsync(call, limit.Token).ConfigureAwait(false));
        }
        catch (AnswerLostException lost) when (_retries.Count(row.Id) >= settings.RecoveryLimit)
        {
            return await DecideAsync(row, operation, lost.Message, cancel).ConfigureAwait(false);
        }
        catch (AnswerLostException lost)
        {
            return new Made.Later(new OutboxSettlement.Later(row.Id, clock.GetUtcNow() + Backoff.After(row.Attempts), lost.Message, Unknown: true));
        }
        catch (CallAgainException again) when (row.Attempts <= again.Tries)
        {
            return new Made.Later(new OutboxSettlement.Later(row.Id, clock.GetUtcNow() + Backoff.After(row.Attempts), again.Message));
        }
        catch (CallAgainException again)
        {
            if (again.NeedsOperator) await AddLetterAsync(row, $"{row.Call!.Operation} was given up: {again.Message}", row.Id, cancel).ConfigureAwait(false);
            return new Made.Result(CallResult.Of(Unavailable));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested && operation is not ConsequentialOperation)
        {
            return new Made.Result(CallResult.Of(Unavailable));
        }
    }

    /// <summary>A consequential call whose code threw may have done its work: it is recovered, and after too many tries a person decides.</summary>
    private async Task<OutboxSettlement?> AskLaterAsync(OutboxRow row, Operation operation, Exception exception, CancellationToken cancel)
    {
        observer.OnError($"operation {row.Call!.Operation}", exception);
        if (_retries.Count(row.Id) < settings.RecoveryLimit)
            return new OutboxSettlement.Later(row.Id, clock.GetUtcNow() + Backoff.After(row.Attempts), exception.GetType().Name, Unknown: true);

        var made = (Made.Result)await DecideAsync(row, operation, exception.ToString(), cancel).ConfigureAwait(false);
        return await ReturnAsync(row, made.Value, cancel).ConfigureAwait(false);
    }

    private async Task<Made> DecideAsync(OutboxRow row, Operation operation, string why, CancellationToken cancel)
    {
        await store.AddDeadLetterAsync(new($"decision.{row.Id}", row.Conversation, "decision", $"Nobody can tell what became of {row.Call!.Operation}: {why}", row.Id, clock.GetUtcNow()), cancel).ConfigureAwait(false);
        await KeepAsync(row, UndecidedCall.LetterPrefix + row.Id, why, cancel).ConfigureAwait(false);
        var known = operation.Contract.Outcomes.Any(outcome => outcome.Name == UndecidedOutcome);
        return new Made.Result(CallResult.Of(known ? UndecidedOutcome : Unavailable));
    }

    /// <summary>Keeps how the conversation stood, so that it can go on from there. Once: a crash on the way finds it kept.</summary>
    private async Task KeepAsync(OutboxRow row, string letter, string why, CancellationToken cancel)
    {
        var stored = await store.LoadAsync(row.Conversation, cancel).ConfigureAwait(false);
        if (stored?.Session is not { Top: { } run, Pending: { } pending } || pending.Id != row.Id) return;

        var kept = new UndecidedCall(row.Conversation, row.Channel, row.Address, row.Language, row.CreatedAt, row.Call!, run, why);
        await records.ChangeAsync([kept.Addition(letter)], cancel).ConfigureAwait(false);
    }

    private async Task<OutboxSettlement?> ReturnAsync(OutboxRow row, CallResult result, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();

        // What a consequential call has done is done: it is found out again, not done again.
        var askAgain = new OutboxSettlement.Later(row.Id, now, "a record changed meanwhile", Unknown: row.Call!.Consequential);
        _retries.Clear(row.Id);
        var returned = new CallReturned(row.Id, now, result.Outcome, result.Result) { Fault = result.Fault };
        switch (await runner.ReturnAsync(row.Conversation, returned, result, EngineTraces.Cause(row.Cause), cancel).ConfigureAwait(false))
        {
            case Handled.Committed:
                return null;
            case Handled.RecordConflict:
                return askAgain;
            case Handled.Unchanged when !result.Changes.IsDefaultOrEmpty && !await records.ChangeAsync(result.Changes, cancel).ConfigureAwait(false):
                return askAgain;
            default:
                return new OutboxSettlement.Finished(row.Id, now);
        }
    }

    private Task AddLetterAsync(OutboxRow row, string why, string detail, CancellationToken cancel) =>
        store.AddDeadLetterAsync(new($"call.{row.Id}", row.Conversation, "call", why, detail, clock.GetUtcNow()), cancel);

    private async Task<OutboxSettlement> GiveUpAsync(OutboxRow row, string why, string detail, CancellationToken cancel)
    {
        await AddLetterAsync(row, why, detail, cancel).ConfigureAwait(false);
        return new OutboxSettlement.GivenUp(row.Id, why, clock.GetUtcNow());
    }

    private abstract record Made
    {
        public sealed record Result(CallResult Value) : Made;

        public sealed record Later(OutboxSettlement Settlement) : Made;
    }
}
