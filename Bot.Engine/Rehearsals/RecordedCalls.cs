using System.Globalization;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Sessions;

namespace Bot.Engine.Rehearsals;

/// <summary>The outcomes that a recording holds, each used once.</summary>
internal sealed class RecordedCalls
{
    private readonly List<Outcome> _outcomes = [];
    private readonly RehearsalStage _stage;
    private readonly int _firstTurn;

    /// <param name="recorded">Begins with a turn that keeps the session before it.</param>
    public RecordedCalls(RehearsalStage stage, RecordedConversation recorded)
    {
        _stage = stage;
        _firstTurn = (recorded.Turns[0].Entry.Before?.Turn ?? 0) + 1;
        for (var i = 0; i < recorded.Turns.Length; i++)
        {
            if (recorded.Turns[i] is not { Input: CallReturned returned } turn) continue;

            // A call's id is made of session, turn and state.
            var parts = returned.Id.Split('.', 3);
            if (parts is [_, var issued, var state] && int.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
                _outcomes.Add(new(i, at - _firstTurn, turn.Flow, state, Operation(turn.Flow, state), returned));
        }
    }

    /// <summary>The outcome at a place of the recording, if it belongs to the call that is waited for and has not been used.</summary>
    public CallReturned? TakeAt(int index, PendingCall pending, string flow) =>
        _outcomes.FirstOrDefault(known => known.Index == index && !known.IsUsed) is { } outcome && Fits(outcome, pending, flow) ? Take(outcome, pending) : null;

    /// <summary>Outcomes of calls that were not made again.</summary>
    public IEnumerable<(int Index, Standing At, string Operation, string Outcome)> Unused =>
        _outcomes.Where(known => !known.IsUsed).Select(known => (known.Index, new Standing(known.Flow, known.State), known.Operation, known.Returned.Outcome));

    /// <summary>The next outcome of the operation that is waited for, else one that was passed over.</summary>
    public CallReturned? TakeNext(int index, PendingCall pending, string flow) =>
        _outcomes.Where(known => !known.IsUsed && Fits(known, pending, flow))
            .OrderByDescending(known => known.Index >= index).ThenByDescending(known => known.State == pending.State).ThenBy(known => known.Index)
                .FirstOrDefault() is { } outcome
            ? Take(outcome, pending)
            : null;

    /// <summary>The recording waited at this place for the same outcome: it comes when it came.</summary>
    public bool IsUnderWay(int index, PendingCall pending, string flow) =>
        _outcomes.Exists(known => known.Issued < index && known.Index >= index && !known.IsUsed && Fits(known, pending, flow));

    /// <summary>The outcome at a place was used before the recording came to it.</summary>
    public bool IsUsed(int index) => _outcomes.Exists(known => known.Index == index && known.IsUsed);

    /// <summary>What a state calls; its own name where it looks at photos.</summary>
    public string Operation(string flow, string state) =>
        OperationIn(_stage.Current, flow, state) ?? OperationIn(_stage.Edited, flow, state) ?? $"{flow}/{state}";

    private bool Fits(Outcome outcome, PendingCall pending, string flow) =>
        outcome.Operation == (OperationIn(_stage.Edited, flow, pending.State) ?? $"{flow}/{pending.State}");

    private static string? OperationIn(FlowSet flows, string flow, string state) => (flows.Find(flow)?.Find(state) as CallState)?.Contract.Name;

    private static CallReturned Take(Outcome outcome, PendingCall pending)
    {
        outcome.IsUsed = true;
        return outcome.Returned with { Id = pending.Id };
    }

    /// <param name="Index">Where in the recording it came.</param>
    /// <param name="Issued">The turn of the recording that made the call.</param>
    private sealed record Outcome(int Index, int Issued, string Flow, string State, string Operation, CallReturned Returned)
    {
        public bool IsUsed { get; set; }
    }
}
