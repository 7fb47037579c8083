using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Gateways.Operations;

/// <summary>What a flow reads by its field's name has that field, as far as the example of the operation that brings it tells: rows that a question offers,
/// and records wherever one of their fields is given, copied or compared.</summary>
internal static class ExampleRows
{
    public static IEnumerable<Issue> Review(IReadOnlyList<Flow> flows, IReadOnlyList<HttpDeclaration> operations) =>
        from flow in operations.Count > 0 ? flows : []
        let known = new ExampleFields(flow, operations)
        from issue in Offered(flow, known).Concat(Read(flow, known))
        select issue;

    private static IEnumerable<Issue> Offered(Flow flow, ExampleFields known) =>
        from question in flow.States
        where question.Choices is { From: not null }
        let offered = question.Choices!
        let fields = known.OfRows(offered.From!.Path)
        where fields.Count > 0
        from missing in new[] { (Key: "label", Field: offered.LabelField), (Key: "value", Field: offered.ValueField) }.DistinctBy(part => part.Field)
        where !fields.Contains(missing.Field)
        select Warning(offered.From!.At, $"no row that '{offered.From!.Path}' holds by its example has the field '{missing.Field}' for its {missing.Key}", missing.Field, fields);

    private static IEnumerable<Issue> Read(Flow flow, ExampleFields known) =>
        from read in flow.States.SelectMany(PathsIn).DistinctBy(read => read.At)
        let parts = read.Path.Split('.')
        where parts.Length > 1
        let fields = known.OfRecord(parts[0])
        where fields.Count > 0 && !fields.Contains(parts[1])
        select Warning(read.At, $"what '{parts[0]}' holds by its example has no field '{parts[1]}'", parts[1], fields);

    /// <summary>Everything that a state reads of slots, what it need not find among it.</summary>
    private static IEnumerable<(string Path, SourceLocation At)> PathsIn(State state)
    {
        var given = (state is CallState call ? call.Arguments : state.Brings).Concat(state.Binds);
        var sources = given.Select(binding => binding.Source).OfType<SlotSource>().Select(source => (source.Path, source.At));
        var compared = state.Branches.SelectMany(branch => branch.When?.Clauses ?? []).Select(clause => clause switch
        {
            OneOf one => (one.Path, one.At),
            IsSet isSet => (isSet.Path, isSet.At),
            _ => ("", clause.At),
        });
        return sources.Concat(compared);
    }

    private static Issue Warning(SourceLocation at, string problem, string field, IEnumerable<string> fields) =>
        new(at.File, at.Line, at.Column, problem, Nearest.Instead(field, fields), Warning: true);
}
