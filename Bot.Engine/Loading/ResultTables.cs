using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Reads where a flow keeps answers: <c>results:</c>, and the tables that <c>keep:</c> names without that.</summary>
internal static class ResultTables
{
    public static ImmutableArray<ResultTable> Of(MapReader flow, FlowContext context, ImmutableArray<SlotDefinition> slots, ImmutableArray<State> states)
    {
        var declared = Declared(flow, context, slots);
        var named = states.Where(state => state.Keeps is { } table && declared.All(known => known.Name != table)).DistinctBy(state => state.Keeps).ToList();
        foreach (var state in named)
        {
            if (Nearest.To(state.Keeps!, declared.Select(table => table.Name)) is { } near)
                flow.Report(state.At, $"'{state.Name}' keeps its answers in '{state.Keeps}', which is not under results:", $"did you mean '{near}'?", warning: true);
        }

        return [.. declared, .. named.Select(state => ResultTable.Undeclared(state.Keeps!, slots, state.At))];
    }

    private static ImmutableArray<ResultTable> Declared(MapReader flow, FlowContext context, ImmutableArray<SlotDefinition> slots)
    {
        if (flow.Inner("results", "table: { slots: [name] }") is not { } tables) return [];

        var read = tables.Map.Entries.Select(entry => TableOf(tables, entry.Key.Text, context, slots)).OfType<ResultTable>().ToImmutableArray();
        tables.Finish();
        return read;
    }

    private static ResultTable? TableOf(MapReader tables, string name, FlowContext context, ImmutableArray<SlotDefinition> slots)
    {
        if (tables.Inner(name) is not { } reader) return tables.TakeBare(name) is { IsEmpty: true } bare ? ResultTable.Undeclared(name, slots, bare.At) : null;

        var named = reader.Names("slots");
        foreach (var (slot, at) in named)
        {
            if (slots.All(known => known.Name != slot)) reader.Report(at, $"there is no slot '{slot}'", Nearest.Instead(slot, slots.Select(known => known.Name)));
        }

        TimeSpan? kept = reader.Take("for") is null ? null : reader.Duration("for");
        var (tell, scope) = (reader.OptionalName("tell") ?? "", reader.OptionalName("scope") ?? "");
        reader.Finish();
        var all = ResultTable.Undeclared(name, slots, reader.At);
        var table = all with { Slots = named.IsEmpty ? all.Slots : [.. named.Select(slot => slot.Name)], For = kept, Tell = tell, Scope = scope };
        if (tell.Length > 0) CheckTold(reader, table, context);
        return table;
    }

    /// <summary>What is told of a row exists, and takes what a row has.</summary>
    private static void CheckTold(MapReader reader, ResultTable table, FlowContext context)
    {
        var at = reader.Take("tell")!.At;
        if (!context.Operations.TryGetValue(table.Tell, out var operation))
        {
            reader.Report(at, $"there is no operation '{table.Tell}'", Nearest.Instead(table.Tell, context.Operations.Keys));
            return;
        }

        foreach (var parameter in operation.Parameters.Where(parameter => !parameter.EndsWith('?')))
        {
            if (!table.Slots.Contains(parameter) && !ResultTable.Told.Contains(parameter))
                reader.Report(at, $"'{table.Tell}' needs '{parameter}', which no row of '{table.Name}' has", $"add it to slots:, or take one of {string.Join(", ", ResultTable.Told)}");
        }
    }
}
