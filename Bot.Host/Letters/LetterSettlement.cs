using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Host.Letters;

/// <summary>Brings to a flow what a person found out about one of its calls.</summary>
internal sealed class LetterSettlement(IConversationStore store, IRecordStore records, ConversationRunner runner, FlowSet flows, CallOperations operations,
    TimeProvider clock)
{
    /// <summary>The call that a letter is about, as it was kept; null where none is.</summary>
    public async Task<UndecidedCall?> UndecidedAsync(DeadLetter letter, CancellationToken cancel) =>
        letter.Id.StartsWith(UndecidedCall.LetterPrefix, StringComparison.Ordinal)
            && await records.FindAsync(UndecidedCall.Kind, KeyOf(letter), cancel) is { } kept
            ? UndecidedCall.Read(kept)
            : null;

    /// <summary>What a letter can be settled with.</summary>
    public async Task<IReadOnlyList<OperationOutcome>> OutcomesAsync(DeadLetter letter, UndecidedCall? undecided, CancellationToken cancel) =>
        await RunOfAsync(letter, undecided, cancel) is { } run && flows.Find(run.Flow)?.Find(run.State) is Bot.Engine.Flows.Kinds.CallState state
            ? [.. state.Contract.Outcomes.Where(outcome => state.Outcomes.Any(heard => heard.Name == outcome.Name))]
            : [];

    /// <summary>Why a letter cannot be settled so, in a sentence; null when it can.</summary>
    public async Task<string?> RefusalAsync(KnownLetter known, FoundOut found, CancellationToken cancel)
    {
        if (known.Outcomes.Count == 0) return "Nothing waits for this call any more; resolve the letter with a note.";
        if (known.Outcomes.FirstOrDefault(outcome => outcome.Name == found.Outcome) is not { } outcome)
            return $"The call has no outcome '{found.Outcome}'; it has: {string.Join(", ", known.Outcomes.Select(one => one.Name))}.";
        if (found.Fields.Keys.Except(outcome.Fields).ToList() is [var strange, ..]) return $"The outcome {outcome.Name} has no field '{strange}'{Has(outcome)}.";
        if (outcome.Fields.Where(field => found.Fields.GetValueOrDefault(field) is not { Length: > 0 }).ToList() is [var missing, ..])
            return $"The outcome {outcome.Name} needs its field {missing}.";
        if (known.Undecided is not { } undecided) return null;
        if (await store.LoadAsync(undecided.Conversation, cancel) is not { } stored) return "The conversation is gone; resolve the letter with a note.";

        return IsHeard(stored.Session, undecided) ? null : SettledRuns.Refusal(flows, stored.Session, InputOf(undecided, new(found.Outcome, Value.Record())));
    }

    /// <summary>The flow hears it. False where the conversation changed meanwhile; the same again does no more than once.</summary>
    public async Task<bool> SettleAsync(KnownLetter known, FoundOut found, CancellationToken cancel)
    {
        var fields = Value.Record([.. found.Fields.Select(field => (field.Key, (Value)Value.Of(field.Value)))]);
        if (known.Undecided is { } undecided)
        {
            var result = operations.Find(undecided.Request.Operation) is { } operation
                ? await operation.SettleAsync(undecided.Call, found.Outcome, fields, cancel)
                : new(found.Outcome, fields);
            return IsDone(await runner.SettleAsync(undecided.Conversation, InputOf(undecided, result), result, cancel));
        }

        var (call, outcome) = (known.Letter.Id[(known.Letter.Kind.Length + 1)..], new CallResult(found.Outcome, fields));
        return IsDone(await runner.ReturnAsync(known.Letter.Conversation, new(call, clock.GetUtcNow(), outcome.Outcome, outcome.Result), outcome, "", cancel));
    }

    /// <summary>What was kept of the call is needed no more.</summary>
    public async Task ForgetAsync(DeadLetter letter, CancellationToken cancel)
    {
        if (await records.FindAsync(UndecidedCall.Kind, KeyOf(letter), cancel) is { } kept)
            await records.ChangeAsync([new(UndecidedCall.Kind, kept.Key, kept.Version, null)], cancel);
    }

    /// <summary>The run that waits for the call of a letter, or did.</summary>
    private async Task<Frame?> RunOfAsync(DeadLetter letter, UndecidedCall? undecided, CancellationToken cancel)
    {
        if (undecided is not null) return undecided.Run;
        if (letter.Kind != LetterKinds.Call || letter.Conversation.Length == 0) return null;

        // A call that was given up before it was made has told its flow nothing.
        var stored = await store.LoadAsync(letter.Conversation, cancel);
        return stored?.Session is { Pending: { } pending, Top: { } run } && letter.Id == $"{LetterKinds.Call}.{pending.Id}" ? run : null;
    }

    private CallSettled InputOf(UndecidedCall undecided, CallResult result) =>
        new($"settled.{undecided.Request.Id}", clock.GetUtcNow(), undecided.Run, result.Outcome, result.Result);

    /// <summary>After a crash the run may have gone on from this very call: hearing it again changes nothing.</summary>
    private static bool IsHeard(Session session, UndecidedCall undecided) =>
        session.Frames.FirstOrDefault(frame => frame.Id == undecided.Run.Id) is { } run && run.CompletedResults.Find(undecided.Run.State) is { } outcome
        && outcome != "undecided";

    private static bool IsDone(Handled handled) => handled is Handled.Committed or Handled.Repeated;

    private static string Has(OperationOutcome outcome) => outcome.Fields.IsEmpty ? "" : $"; it has: {string.Join(", ", outcome.Fields)}";

    private static string KeyOf(DeadLetter letter) => letter.Id[UndecidedCall.LetterPrefix.Length..];
}
