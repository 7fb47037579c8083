using System.Text.Json;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Gateways.Operations;

/// <summary>Which fields the rows and records of a flow's slots have, as far as the examples of the operations that bring them tell.</summary>
internal sealed class ExampleFields(Flow flow, IReadOnlyList<HttpDeclaration> operations)
{
    private readonly Dictionary<string, HashSet<string>> _records = new(StringComparer.Ordinal);

    /// <summary>Of the rows of a list; empty where something sets it whose rows are not known.</summary>
    public HashSet<string> OfRows(string slot) => Of(slot, setter => setter is CallState call ? Brought(call, slot, JsonValueKind.Array) : null);

    /// <summary>Of a record: what an answer brings as one, or the row that was chosen; empty where something else sets it.</summary>
    public HashSet<string> OfRecord(string slot) => _records.TryGetValue(slot, out var known) ? known : _records[slot] = FieldsOf(slot);

    private HashSet<string> FieldsOf(string slot) => flow.Needs.Contains(slot) || flow.Slot(slot)?.TypeName != "record" ? [] : Of(slot, setter => setter switch
    {
        CallState call => Brought(call, slot, JsonValueKind.Object),
        { Choices.From: { } from } when setter.Answers == slot => OfRows(from.Path) is { Count: > 0 } fields ? fields : null,
        _ => null,
    });

    private HashSet<string> Of(string slot, Func<State, IEnumerable<string>?> fieldsOf)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setter in flow.States.Where(state => state.Sets.Any(set => set.Slot == slot)))
        {
            if (fieldsOf(setter) is not { } brought) return [];
            fields.UnionWith(brought);
        }

        return fields;
    }

    /// <summary>Null where an outcome sets the slot from something else than things with fields in its example.</summary>
    private List<string>? Brought(CallState call, string slot, JsonValueKind kind)
    {
        if (operations.FirstOrDefault(operation => operation.Name == call.Contract.Name) is not { } operation) return null;

        var fields = new List<string>();
        foreach (var outcome in call.Outcomes)
        {
            foreach (var source in outcome.Set.Where(binding => binding.Name == slot).Select(binding => binding.Source))
            {
                var things = source is ResultSource result ? ThingsOf(operation, outcome.Name, result.Path, kind) : [];
                if (things.Count == 0 || things.Exists(thing => thing.ValueKind != JsonValueKind.Object)) return null;
                fields.AddRange(things.SelectMany(thing => thing.EnumerateObject()).Select(field => field.Name));
            }
        }

        return fields;
    }

    /// <summary>The rows of a list, or the record itself, in the examples of an outcome.</summary>
    private static List<JsonElement> ThingsOf(HttpDeclaration operation, string outcome, string field, JsonValueKind kind) =>
    [
        .. from example in operation.Outcomes
           where example.Name == outcome && example.Body.Length > 0
           let body = JsonSerializer.Deserialize<JsonElement>(example.Body)
           from result in example.Result
           where result.Name == field && result.Path.Find(body)?.ValueKind == kind
           let found = result.Path.Find(body)!.Value
           from thing in kind == JsonValueKind.Array ? [.. found.EnumerateArray()] : new[] { found }
           select thing,
    ];
}
