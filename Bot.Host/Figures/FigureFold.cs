using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Storage.Abstractions;

namespace Bot.Host.Figures;

/// <summary>Adds turns up to figures. Pure: what is kept of it is another's.</summary>
/// <remarks>
/// A turn tells the version of the flow that heard it. Of another flow that it leads into the version is the live one, as everywhere else where none is told.
/// </remarks>
internal sealed class FigureFold(FlowSet flows, RejectRules rules)
{
    private readonly Dictionary<FigureKey, FigureSums> _sums = [];

    public IReadOnlyDictionary<FigureKey, FigureSums> Sums => _sums;

    /// <param name="before">Where the conversation stood.</param>
    public void Add(StoredTurn turn, Stand before)
    {
        foreach (var step in PathOf(turn))
        {
            var sums = Of(turn, step.Flow);
            if (step.From.Length == 0) sums.Begun++;
            if (step is { Trigger: "end", To: "" }) sums.Finished++;
            if (step.To.Length > 0 && step.To != step.From) sums.Of(step.To).Entered++;
        }

        if (turn.Flow.Length == 0 || turn.From.Length == 0) return;
        if (turn.Trigger == "reject") Of(turn, turn.Flow).Of(turn.From).Reject(rules.Of(turn));
        if (before.Took(turn) is { } time) Of(turn, turn.Flow).Of(turn.From).Took.Add(time);
    }

    /// <summary>The way taken; where it is not kept any more, the first move and where the turn ended.</summary>
    private static ImmutableArray<Transition> PathOf(StoredTurn turn) =>
        turn.Entry?.Path ?? (turn.Flow.Length == 0 || turn.Trigger.Length == 0 ? [] : [new(turn.Flow, turn.From, turn.Trigger, turn.To)]);

    private FigureSums Of(StoredTurn turn, string flow)
    {
        var version = flow == turn.Flow ? turn.FlowVersion : flows.Find(flow)?.Hash ?? "";
        var key = new FigureKey(flow, version, turn.Language, DateOnly.FromDateTime(turn.At.UtcDateTime));
        if (!_sums.TryGetValue(key, out var sums)) _sums[key] = sums = new();
        return sums;
    }
}
