using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Reads <c>flow.yaml</c> files into flows. What is wrong with them all is told at once.</summary>
public static class FlowLoader
{
    /// <summary>Reads every <c>&lt;folder&gt;/&lt;flow&gt;/flow.yaml</c>.</summary>
    public static (IReadOnlyList<Flow> Flows, IReadOnlyList<Issue> Issues) LoadFolder(string folder, IEnumerable<OperationContract> operations,
        InputTypes types)
    {
        var issues = new List<Issue>(UnreadFiles.In(folder));
        var flows = new List<Flow>();
        var known = operations.ToDictionary(contract => contract.Name, StringComparer.Ordinal);
        foreach (var directory in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(directory, UnreadFiles.FlowFile);
            if (!File.Exists(file)) continue;
            if (Read(file, FileText.Read(file, file, issues), known, types, issues) is not { } flow) continue;
            if (flow.Name.Length > 0 && flow.Name != Path.GetFileName(directory)) issues.Add(new(file, flow.At.Line, flow.At.Column, $"the flow is named '{flow.Name}' and stands in the folder '{Path.GetFileName(directory)}'", "give both one name"));
            flows.Add(flow);
        }
        if (flows.Count == 0) issues.Add(new(folder, 1, 1, "there is no flow here", "put one into <name>/flow.yaml"));
        return (flows, issues);
    }

    /// <summary>Reads one flow; null when it is no YAML map at all.</summary>
    public static Flow? Read(string file, string yaml, IReadOnlyDictionary<string, OperationContract> operations, InputTypes types, ICollection<Issue> issues)
    {
        if (Node.Parse(file, yaml, issues) is not { } root) return null;
        if (root.Kind != NodeKind.Map)
        {
            issues.Add(new(file, root.At.Line, root.At.Column, "a flow is a map", "begin with flow: name"));
            return null;
        }

        var reader = new MapReader(root, "a flow", issues);
        var name = reader.RequiredName("flow");
        var at = root.Find("flow")?.At ?? root.At;
        var start = reader.RequiredName("start");
        var scope = reader.OptionalName("scope") ?? "";
        var slots = SlotsOf(reader, types, issues);
        var context = new FlowContext(slots.DistinctBy(slot => slot.Name).ToDictionary(slot => slot.Name, StringComparer.Ordinal), operations, types);
        var needs = reader.Names("needs");
        var words = reader.Names("words").Select(word => word.Name);
        foreach (var (need, place) in needs)
        {
            if (!context.Slots.ContainsKey(need))
                reader.Report(place, $"there is no slot '{need}'", "declare what the flow needs under slots:");
        }

        var timeouts = StateReader.TimeoutsOf(reader);
        var states = StatesOf(reader, context, issues);
        var results = ResultTables.Of(reader, context, slots, states);
        reader.Finish();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)));
        return new(name, file, hash, start, [.. needs.Select(need => need.Name)], slots, states, timeouts, at)
        {
            Scope = scope, Words = [.. words], Results = results,
        };
    }

    private static ImmutableArray<SlotDefinition> SlotsOf(MapReader flow, InputTypes types, ICollection<Issue> issues)
    {
        if (flow.Take("slots") is not { } node || node.IsEmpty) return [];
        if (node.Kind != NodeKind.Map)
        {
            flow.Report(node.At, "'slots' must be a map", "write slots: with one line for each: name: type");
            return [];
        }
        var slots = node.Entries.Select(entry => SlotOf(entry.Key, entry.Value, types, issues)).ToImmutableArray();
        foreach (var slot in slots)
        {
            foreach (var other in slot.DependsOn)
            {
                if (slots.All(known => known.Name != other))
                    flow.Report(slot.At, $"slot '{slot.Name}' depends on '{other}', which there is not", "name a slot that is declared");
            }
        }

        return slots;
    }

    private static SlotDefinition SlotOf(Node key, Node value, InputTypes types, ICollection<Issue> issues)
    {
        var typeName = value.Text;
        var (personal, hidden) = (false, false);
        ImmutableArray<string> dependsOn = [], personalFields = [];
        if (value.Kind == NodeKind.Map)
        {
            var reader = new MapReader(value, $"slot '{key.Text}'", issues);
            typeName = reader.RequiredName("type");
            personalFields = PersonalFieldsOf(reader, typeName);
            personal = personalFields.IsEmpty && reader.Flag("personal");
            hidden = reader.Flag("hidden");
            dependsOn = [.. reader.Names("dependsOn").Select(pair => pair.Name)];
            reader.Finish();
        }
        else if (typeName.Length == 0)
        {
            issues.Add(new(key.At.File, key.At.Line, key.At.Column, $"slot '{key.Text}' has no type", $"write {key.Text}: text, or another type"));
        }
        var type = types.Find(typeName);
        if (type is null && typeName.Length > 0 && !SlotDefinition.Shapes.Contains(typeName))
        {
            var place = value.Kind == NodeKind.Map ? value.Find("type")!.At : value.At;
            issues.Add(
                new(place.File, place.Line, place.Column, $"there is no slot type '{typeName}'", Nearest.Instead(typeName, types.All.Select(known => known.Name).Concat(SlotDefinition.Shapes))));
        }
        return new(key.Text, typeName, type, personal || hidden || type is { Secret: true }, dependsOn, key.At)
        {
            PersonalFields = personalFields,
            Hidden = hidden,
        };
    }

    /// <summary>A record names the fields of it that are personal; empty when <c>personal</c> is no list.</summary>
    private static ImmutableArray<string> PersonalFieldsOf(MapReader slot, string typeName)
    {
        if (slot.Take("personal") is not { Kind: NodeKind.List } list) return [];
        if (typeName != "record") slot.Report(list.At, $"'{typeName}' has no fields to be personal", "write personal: true");
        return [.. slot.Names("personal").Select(field => field.Name)];
    }

    private static ImmutableArray<State> StatesOf(MapReader flow, FlowContext context, ICollection<Issue> issues)
    {
        if (flow.Take("states") is not { Kind: NodeKind.Map } node)
        {
            flow.Report(flow.At, "the flow has no states", "write states: with one entry for each");
            return [];
        }
        return [.. node.Entries.Select(entry => StateOf(entry.Key, entry.Value, context, issues)).OfType<State>()];
    }

    private static State? StateOf(Node key, Node value, FlowContext context, ICollection<Issue> issues)
    {
        var kinds = value.Kind == NodeKind.Map ? StateKinds.All.Where(kind => value.Entries.Any(entry => entry.Key.Text == kind.Key)).ToList() : [];

        // `set` is a kind of its own, and nothing else uses the word at this level; a state with two kinds is a mistake.
        if (kinds.Count != 1)
        {
            issues.Add(new(key.At.File, key.At.Line, key.At.Column, kinds.Count == 0 ? $"state '{key.Text}' is of no kind" : $"state '{key.Text}' is of {kinds.Count} kinds", $"write exactly one of {string.Join(", ", StateKinds.All.Select(kind => kind.Key))}"));
            return null;
        }
        var reader = new StateReader(key.Text, value with { At = key.At }, context, issues);
        var state = kinds[0].Read(reader);
        reader.Finish();
        return state;
    }
}
