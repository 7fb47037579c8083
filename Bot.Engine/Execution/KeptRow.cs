using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Execution;

/// <summary>A row of answers that a turn keeps; it is written in the turn's commit.</summary>
/// <param name="Id">Made of session, turn and position, so that a recomputed turn makes the same.</param>
/// <param name="Run">The run that it is of.</param>
/// <param name="Slots">The slots of the table that were set.</param>
public sealed record KeptRow(string Id, Flow Flow, ResultTable Table, string Run, Slots Slots)
{
    internal static KeptRow Of(string id, FlowRun run, string name)
    {
        var table = run.Flow.Results.First(known => known.Name == name);
        var slots = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(table.Slots.Length);
        foreach (var slot in table.Slots)
        {
            if (run.Slots.Find(slot) is { } value) slots.Add(new(slot, value));
        }

        return new(id, run.Flow, table, run.Id, Slots.From(slots.DrainToImmutable()));
    }
}
