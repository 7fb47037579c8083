using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>How the calls of a flow may come back: every outcome, with the values that conditions tell apart, fresh ones and the same again.</summary>
internal sealed class CallReturns(FlowFacts facts)
{
    /// <summary>Of one outcome; where more differ, they are changed one at a time.</summary>
    private const int MostVariants = 8;

    private readonly ConcurrentDictionary<string, ImmutableArray<ReturnMove>> _known = new(StringComparer.Ordinal);

    public ImmutableArray<ReturnMove> Of(State state) => _known.GetOrAdd(state.Name, _ => state is CallState call ? Of(call) : OfPhoto());

    /// <summary>The check that a photo passes when it arrives.</summary>
    private static ImmutableArray<ReturnMove> OfPhoto()
    {
        var photo = Value.Record(("channel", "proof"), ("id", "1"), ("url", ""), ("mime", "image/jpeg"), ("sha256", ""));
        return
        [
            new(ImageCheck.Operation, ImageCheck.Kept, [new(ImageCheck.Image, "", photo, null)]),
            new(ImageCheck.Operation, ImageCheck.Refused, [new(ImageCheck.Rule, "", Value.Of("damaged"), null)]),
            new(ImageCheck.Operation, ImageCheck.Unavailable, [new(ImageCheck.Image, "", photo, null)]),
        ];
    }

    private ImmutableArray<ReturnMove> Of(CallState call) => [.. call.Outcomes.SelectMany(outcome => Of(call, outcome))];

    private IEnumerable<ReturnMove> Of(CallState call, OutcomeBranch outcome)
    {
        var brought = call.Contract.Outcomes.FirstOrDefault(known => known.Name == outcome.Name) ?? new(outcome.Name);
        var bound = outcome.Set.Where(binding => binding.Source is ResultSource)
            .Select(binding => (binding.Name, ((ResultSource)binding.Source).Path)).ToList();
        var fields = brought.Fields.Select(field => Choices(brought, field, [.. bound.Where(one => one.Path.Split('.')[0] == field || one.Path.Length == 0)]))
            .ToList();
        foreach (var combination in Combined(fields)) yield return new(call.Contract.Name, outcome.Name, [.. combination.OfType<ReturnedField>()]);

        // What was there before may come again.
        if (facts.Fresh.Contains(call.Contract.Name) || !fields.Exists(choices => choices[0] is { Other: not null })) yield break;

        var again = fields.Select(choices => choices[0]).OfType<ReturnedField>().Select(field => field with { Other = null });
        yield return new(call.Contract.Name, outcome.Name, [.. again]);
    }

    /// <summary>The values that one field is tried with; null leaves it out.</summary>
    private List<ReturnedField?> Choices(OperationOutcome outcome, string field, List<(string Slot, string Path)> bound)
    {
        var (slot, path) = bound.Count > 0 ? bound[0] : ("", field);
        if (slot.Length == 0) return [new(field, "", Value.Of("1001"), null)];

        var inRecord = path.Length == 0;
        var kind = facts.Flow.Slot(slot)?.TypeName;
        ReturnedField?[] lacking = outcome.Optional.Contains(field) ? [null] : [];
        if (!inRecord && (kind == "list" || facts.Lists.Contains(slot)))
        {
            ReturnedField[] noRows = outcome.MayBringNoRows ? [new(field, "", Value.List([]), null)] : [];
            return [new(field, slot, Rows(slot, 1), Rows(slot, 3)), .. noRows, .. lacking];
        }

        if (!inRecord && kind == "record") return [new(field, slot, Record(slot, 1), Record(slot, 2)), .. lacking];

        var compared = inRecord ? $"{slot}.{field}" : slot;
        List<ReturnedField?> choices = [new(field, inRecord ? "" : slot, Value.Of("1001"), inRecord ? null : Value.Of("1002"))];
        choices.AddRange(facts.ComparedWith(compared).Order(StringComparer.Ordinal).Select(value => new ReturnedField(field, "", Value.Of(value), null)));
        if (facts.IsTested(compared) || lacking.Length > 0) choices.Add(null);
        return choices;
    }

    private ListValue Rows(string slot, int first) => Value.List([Record(slot, first), Record(slot, first + 1)]);

    private RecordValue Record(string slot, int number) =>
        new([.. facts.FieldsOf(slot).Select(field => KeyValuePair.Create(field, (Value)Value.Of($"{field}{number}")))]);

    private static IEnumerable<List<ReturnedField?>> Combined(List<List<ReturnedField?>> fields)
    {
        if (fields.Aggregate(1L, (count, choices) => Math.Min(count * choices.Count, MostVariants + 1)) <= MostVariants)
        {
            return fields.Aggregate((IEnumerable<List<ReturnedField?>>)[[]],
                (so, choices) => so.SelectMany(one => choices.Select(choice => new List<ReturnedField?>(one) { choice })));
        }

        var usual = fields.Select(choices => choices[0]).ToList();
        return fields.SelectMany((choices, i) => choices.Skip(1).Select(choice => usual.Select((one, at) => at == i ? choice : one).ToList())).Prepend(usual);
    }
}
