using System.Text.Json;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Gateways.Operations;

/// <summary>A question that offers rows of a list shows fields that the rows have, as far as the example of the operation that brings the list tells.</summary>
internal static class ExampleRows
{
    public static IEnumerable<Issue> Review(IReadOnlyList<Flow> flows, IReadOnlyList<HttpDeclaration> operations) =>
        from flow in flows
        from question in flow.States
        where question.Choices is { From: not null }
        let offered = question.Choices!
        let fields = FieldsOf(flow, offered.From!.Path, operations)
        where fields.Count > 0
        from missing in new[] { (Key: "label", Field: offered.LabelField), (Key: "value", Field: offered.ValueField) }.DistinctBy(part => part.Field)
        where !fields.Contains(missing.Field)
        select new Issue(offered.From!.At.File, offered.From!.At.Line, offered.From!.At.Column,
            $"no row that '{offered.From!.Path}' holds by its example has the field '{missing.Field}' for its {missing.Key}", Nearest.Instead(missing.Field, fields), Warning: true);

    /// <summary>Fields of the rows that a slot holds; none where something sets it whose rows are not known.</summary>
    private static HashSet<string> FieldsOf(Flow flow, string slot, IReadOnlyList<HttpDeclaration> operations)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var state in flow.States.Where(state => state.Sets.Any(set => set.Slot == slot)))
        {
            if (state is not CallState call || operations.FirstOrDefault(operation => operation.Name == call.Contract.Name) is not { } operation) return [];

            foreach (var outcome in call.Outcomes)
            {
                foreach (var source in outcome.Set.Where(binding => binding.Name == slot).Select(binding => binding.Source))
                {
                    var rows = source is ResultSource result ? RowsOf(operation, outcome.Name, result.Path) : [];
                    if (rows.Count == 0 || rows.Exists(row => row.ValueKind != JsonValueKind.Object)) return [];
                    fields.UnionWith(rows.SelectMany(row => row.EnumerateObject()).Select(field => field.Name));
                }
            }
        }

        return fields;
    }

    /// <summary>Rows of a list in the examples of an outcome.</summary>
    private static List<JsonElement> RowsOf(HttpDeclaration operation, string outcome, string field) =>
    [
        .. from example in operation.Outcomes
           where example.Name == outcome && example.Body.Length > 0
           let body = JsonSerializer.Deserialize<JsonElement>(example.Body)
           from result in example.Result
           where result.Name == field && result.Path.Find(body) is { ValueKind: JsonValueKind.Array }
           from row in result.Path.Find(body)!.Value.EnumerateArray()
           select row,
    ];
}
