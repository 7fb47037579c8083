using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Kinds;
using Bot.Engine.Loading.Types;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Reads <c>flow.yaml</c> files into flows. What is wrong with them all is told at once.</summary>
public static class FlowLoader
{
    internal const string NoFlow = "there is no flow here";

    internal const string NoStates = "the flow has no states";

    internal const string NoSlots = "the flow declares no slots, and its states name some";

    /// <summary>So many places that name a slot are told as one fault where none is declared.</summary>
    private const int SeveralSlots = 3;

    /// <summary>Reads every <c>&lt;folder&gt;/&lt;flow&gt;/flow.yaml</c>.</summary>
    public static (IReadOnlyList<Flow> Flows, IReadOnlyList<Issue> Issues) LoadFolder(string folder, IEnumerable<OperationContract> operations,
        InputTypes types, IReadOnlyList<OperationAbsence>? absences = null)
    {
        var issues = new List<Issue>(UnreadFiles.In(folder));
        var (flows, files) = (new List<Flow>(), new List<(string Yaml, Node Root)>());
        var known = operations.ToDictionary(contract => contract.Name, StringComparer.Ordinal);
        foreach (var directory in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(directory, FlowFileNames.Flow);
            if (!File.Exists(file)) continue;

            var yaml = FileText.Read(file, file, issues);
            if (Root(file, yaml, issues) is { } root) files.Add((yaml, Named(root, Path.GetFileName(directory), issues)));
        }
        var partners = new AbsentPartners([.. files.Select(file => file.Root)], absences ?? []);
        var menu = MenuListing.Of(partners, issues);
        foreach (var (yaml, root) in files)
        {
            var (offered, leftOut) = ConditionalOptions.Resolve(root, partners, issues);
            var hashed = yaml + menu.HashOf(root) + string.Concat(leftOut.Select(option => $"\nwithout {option}"));
            flows.Add(Read(root.At.File, hashed, menu.Expand(offered, issues), leftOut, known, types, issues));
            TellOfNoSlots(root, issues);
        }
        if (flows.Count == 0) issues.Add(new(folder, 1, 1, NoFlow, $"put one into <name>/{FlowFileNames.Flow}"));
        return (flows, issues);
    }

    /// <summary>Reads one flow; null when it is no YAML map at all.</summary>
    public static Flow? Read(string file, string yaml, IReadOnlyDictionary<string, OperationContract> operations, InputTypes types, ICollection<Issue> issues)
    {
        return Root(file, yaml, issues) is { } root ? Read(file, yaml, root, [], operations, types, issues) : null;
    }

    /// <summary>The flow under its folder's name, by which others and its messages know it, also where it says another one or none.</summary>
    private static Node Named(Node root, string folder, List<Issue> issues)
    {
        var said = root.Find("flow");
        if (said is { Kind: NodeKind.Scalar } && said.Text == folder) return root;

        var at = said?.At ?? root.At;
        if (said is { Kind: NodeKind.Scalar, IsEmpty: false })
            issues.Add(Issue.At(at, $"the flow is named '{said.Text}' and stands in the folder '{folder}'", "give both one name"));
        else if (said is { Kind: not NodeKind.Scalar })
            issues.Add(Issue.At(at, "'flow' must be one word", $"write flow: {folder}"));
        else if (said is not null || !HasNearly("flow", root))
            issues.Add(Issue.At(at, "a flow has no 'flow'", $"write flow: {folder}"));
        return root with { Entries = [(Node.Word("flow", root.At), Node.Word(folder, at)), .. root.Entries.Where(entry => entry.Key.Text != "flow")] };
    }

    /// <summary>Where a flow declares no slots at all, that is what is wrong, and not each place that names one.</summary>
    private static void TellOfNoSlots(Node root, List<Issue> issues)
    {
        if (root.Find("slots") is { IsEmpty: false }) return;
        if (issues.Count(issue => issue.File == root.At.File && FollowOns.IsOfNoSlot(issue)) >= SeveralSlots && !HasNearly("slots", root))
            issues.Add(Issue.At(root.Find("slots")?.At ?? root.At, NoSlots, "write slots: with one line for each: name: type"));
    }

    /// <summary>A key is misspelt, and told as one that is not known.</summary>
    private static bool HasNearly(string key, Node root) =>
        root.Entries.Any(entry => !FlowKeys.OfFlow.Contains(entry.Key.Text) && Nearest.To(entry.Key.Text, FlowKeys.OfFlow) == key);

    private static Node? Root(string file, string yaml, ICollection<Issue> issues)
    {
        if (Node.Parse(file, yaml, issues) is not { } root) return null;
        if (root.Kind == NodeKind.Map) return root;

        issues.Add(new(file, root.At.Line, root.At.Column, "a flow is a map", "begin with flow: name"));
        return null;
    }

    private static Flow Read(string file, string hashed, Node root, ImmutableArray<string> leftOut, IReadOnlyDictionary<string, OperationContract> operations,
        InputTypes types, ICollection<Issue> issues)
    {
        var reader = new MapReader(root, "a flow", issues);
        var name = reader.RequiredName("flow");
        var at = root.Find("flow")?.At ?? root.At;
        var start = reader.RequiredName("start");
        var scope = reader.OptionalName("scope") ?? "";
        ImmutableArray<string> languages = [.. reader.Names("languages").Select(language => language.Name)];
        var names = new TypeNames(types);
        names.ReadOwn(reader, issues);
        var slots = SlotReader.ReadAll(reader, names, issues);
        var context = new FlowContext(slots.DistinctBy(slot => slot.Name).ToDictionary(slot => slot.Name, StringComparer.Ordinal), operations, names);
        var (needs, renamed, moved) = (reader.Names("needs"), reader.Names("renamed"), MovedOf(reader));
        var menu = MenuOf(reader, needs.Length > 0);
        var words = reader.Names("words").Select(word => word.Name);
        foreach (var (need, place) in needs)
        {
            if (!context.Slots.ContainsKey(need))
                reader.Report(place, $"there is no slot '{need}'", Nearest.Instead(need, context.Slots.Keys, "declare what the flow needs under slots:"));
        }

        var timeouts = StateReader.TimeoutsOf(reader);
        var states = StatesOf(reader, context, issues);
        var results = ResultTables.Of(reader, context, slots, states);
        reader.Finish();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)));
        return new(name, file, hash, start, [.. needs.Select(need => need.Name)], slots, states, timeouts, at)
        {
            Scope = scope, Words = [.. words], Results = results, Languages = languages, LanguagesAt = root.Find("languages")?.At, Menu = menu,
            Renamed = [.. renamed.Select(before => before.Name)], Moved = moved, LeftOut = leftOut,
        };
    }

    private static MenuPlace? MenuOf(MapReader flow, bool needs)
    {
        if (flow.Inner("menu", "order: 40, label: name") is not { } map) return null;

        var place = new MenuPlace(map.Number("order", 0, 100_000), map.RequiredName("label"));
        map.Finish();
        if (needs) flow.Report(map.At, "a flow that needs slots cannot stand in the menu, which brings none", "remove menu: or needs:");
        return place;
    }

    private static ImmutableArray<MovedState> MovedOf(MapReader flow)
    {
        if (flow.Take("moved") is not { } node) return [];
        if (node.Kind == NodeKind.Map && node.Entries.All(entry => entry.Value is { Kind: NodeKind.Scalar, IsEmpty: false }))
            return [.. node.Entries.Select(entry => new MovedState(entry.Key.Text, entry.Value.Text, entry.Key.At))];

        flow.Report(node.At, "moved: tells for each earlier state which one stands in its place", "write moved: { before: now }");
        return [];
    }

    private static ImmutableArray<State> StatesOf(MapReader flow, FlowContext context, ICollection<Issue> issues)
    {
        if (flow.Take("states") is not { Kind: NodeKind.Map } node)
        {
            flow.Report(flow.Take("states")?.At ?? flow.At, NoStates, "write states: with one entry for each");
            return [];
        }
        return [.. node.Entries.Select(entry => StateOf(entry.Key, entry.Value, context, issues)).OfType<State>()];
    }

    private static State? StateOf(Node key, Node value, FlowContext context, ICollection<Issue> issues)
    {
        var kinds = KindsOf(value);
        if (kinds.Count == 0 && NearKind(value) is var (meant, near))
        {
            issues.Add(Issue.At(meant.At, $"state '{key.Text}' is of no kind", $"did you mean '{near}' by '{meant.Text}'?"));
            value = value with { Entries = [.. value.Entries.Select(entry => entry.Key == meant ? (meant with { Text = near }, entry.Value) : entry)] };
            kinds = KindsOf(value);
        }

        // `set` is a kind of its own, and nothing else uses the word at this level; a state with two kinds is a mistake.
        if (kinds.Count != 1)
        {
            issues.Add(Issue.At(key.At, kinds.Count == 0 ? $"state '{key.Text}' is of no kind" : $"state '{key.Text}' is of {kinds.Count} kinds", $"write exactly one of {string.Join(", ", StateKinds.All.Select(kind => kind.Key))}"));
            return null;
        }
        var reader = new StateReader(key.Text, value with { At = key.At }, context, issues);
        var state = kinds[0].Read(reader);
        reader.Finish();
        return state;
    }

    private static List<StateKind> KindsOf(Node state) =>
        state.Kind == NodeKind.Map ? [.. StateKinds.All.Where(kind => state.Entries.Any(entry => entry.Key.Text == kind.Key))] : [];

    /// <summary>The key of a state that is nearest to a kind; the state is read as that, so that nothing else is missed because of it.</summary>
    private static (Node Written, string Kind)? NearKind(Node state)
    {
        foreach (var (key, _) in state.Entries.Where(entry => !FlowKeys.OfStates.Contains(entry.Key.Text)))
        {
            if (Nearest.To(key.Text, StateKinds.All.Select(kind => kind.Key)) is { } near) return (key, near);
        }

        return null;
    }
}
