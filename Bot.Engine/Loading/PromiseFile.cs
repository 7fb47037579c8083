using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Checks;
using Bot.Engine.Loading.Yaml;
using Bot.Engine.Promises;

namespace Bot.Engine.Loading;

/// <summary>Reads <c>promises.yaml</c> beside a flow: what each of its runs keeps to, checked against the flow's own names.</summary>
/// <example><code>
/// promises:
///   - says: the tag is issued for a number that is proven
///     before: call shauryapay.activate
///     needs: outcome shauryapay.validateOtp verified
///     since: [changed userMobile]
///   - { says: one lead a run, atMost: 1, of: outcome leads.create created }
/// repeats: [leads.sendCode]
/// </code></example>
public static class PromiseFile
{
    private const int MostTimes = 100;

    private static readonly string[] Kinds = ["never", "always", "before", "atMost", "within"];

    /// <summary>Of all flows that were read from files.</summary>
    public static IReadOnlyDictionary<string, FlowPromises> ReadAll(IEnumerable<Flow> flows, ICollection<Issue> issues)
    {
        var read = new Dictionary<string, FlowPromises>(StringComparer.Ordinal);
        foreach (var flow in flows)
        {
            var file = Path.Combine(Path.GetDirectoryName(flow.File) ?? "", FlowFileNames.Promises);
            if (File.Exists(file)) read[flow.Name] = Read(flow, file, FileText.Read(file, file, issues), issues);
        }

        return read;
    }

    /// <summary>Of one flow; what is wrong with it goes to the issues.</summary>
    public static FlowPromises Read(Flow flow, string file, string yaml, ICollection<Issue> issues)
    {
        if (Node.Parse(file, yaml, issues) is not { } root) return FlowPromises.None(flow.Name);
        if (root.Kind != NodeKind.Map)
        {
            issues.Add(new(file, 1, 1, "promises are a map", "begin with promises:"));
            return FlowPromises.None(flow.Name);
        }

        var reader = new MapReader(root, "a file of promises", issues);
        var list = reader.Take("promises");
        if (list is { Kind: not NodeKind.List }) reader.Report(list.At, "'promises' must be a list", "write - { says: .., never: .. }");
        var promises = (list?.Items ?? []).Select(item => PromiseOf(item, flow, issues)).OfType<Promise>().ToImmutableArray();
        var (repeats, fresh) = (OperationsIn(reader, "repeats", flow), OperationsIn(reader, "fresh", flow));
        reader.Finish();
        return new(flow.Name, promises, repeats) { Fresh = fresh };
    }

    private static ImmutableArray<string> OperationsIn(MapReader reader, string key, Flow flow)
    {
        var named = reader.Names(key);
        foreach (var (name, at) in named.Where(operation => !OperationsOf(flow).Contains(operation.Name)))
            reader.Report(at, $"{flow.Name} calls no '{name}'", Nearest.Instead(name, OperationsOf(flow)));
        return [.. named.Select(operation => operation.Name)];
    }

    private static Promise? PromiseOf(Node node, Flow flow, ICollection<Issue> issues)
    {
        if (node.Kind != NodeKind.Map)
        {
            issues.Add(Issue.At(node.At, "a promise is a map", "write - { says: .., never: .. }"));
            return null;
        }

        var reader = new MapReader(node, "a promise", issues);
        var says = reader.OptionalName("says") ?? "";
        if (says.Length == 0) reader.Report(node.At, "the promise does not say what it is", "write says: and a sentence");
        var promise = Kind(reader, flow, says);
        reader.Finish();
        return says.Length == 0 ? null : promise;
    }

    private static Promise? Kind(MapReader reader, Flow flow, string says)
    {
        if (reader.Has("never"))
        {
            return (Event(reader, flow, "never"), Event(reader, flow, "after", isOptional: true)) is ({ } never, var after)
                ? new NeverPromise(says, never, after, reader.At)
                : null;
        }

        if (reader.Has("always"))
        {
            return (Event(reader, flow, "always"), Event(reader, flow, "after", isOptional: true)) is ({ } always, var after)
                ? new AlwaysPromise(says, always, after, reader.At)
                : null;
        }

        if (reader.Has("before"))
        {
            if (!reader.Has("needs")) reader.Report(reader.At, "the promise has no 'needs'", "write needs: and an event, or a list of which one is enough");
            return (Event(reader, flow, "before"), Events(reader, flow, "needs"), Events(reader, flow, "since")) is ({ } before, var needs, var since)
                ? new BeforePromise(says, before, needs, since, reader.At)
                : null;
        }

        if (reader.Has("atMost"))
        {
            return (reader.Number("atMost", 0, MostTimes), Event(reader, flow, "of"), Events(reader, flow, "since")) is (var most, { } of, var since)
                ? new AtMostPromise(says, most, of, since, reader.At)
                : null;
        }

        if (reader.Has("within"))
        {
            return (reader.Number("within", 1, MostTimes), Event(reader, flow, "of"), Event(reader, flow, "comes")) is (var turns, { } of, { } comes)
                ? new WithinPromise(says, turns, of, comes, reader.At)
                : null;
        }

        var near = reader.Map.Entries.Select(entry => Nearest.To(entry.Key.Text, Kinds)).OfType<string>().FirstOrDefault();
        reader.Report(reader.At, "it is no kind of promise", near is null ? "write never:, always:, before:, atMost: or within:" : $"did you mean '{near}'?");
        return null;
    }

    private static ImmutableArray<EventPattern> Events(MapReader reader, Flow flow, string key) =>
        [.. reader.Names(key).Select(named => Event(reader, flow, named.Name, named.At)).OfType<EventPattern>()];

    private static EventPattern? Event(MapReader reader, Flow flow, string key, bool isOptional = false)
    {
        if (reader.OptionalName(key) is { } text) return Event(reader, flow, text, reader.Take(key)!.At);

        if (!isOptional) reader.Report(reader.At, $"the promise has no '{key}'", $"write {key}: and an event, such as {EventKinds.Call} {OperationsOf(flow).FirstOrDefault() ?? "shop.order"}");
        return null;
    }

    private static EventPattern? Event(MapReader reader, Flow flow, string text, SourceLocation at)
    {
        if (EventPattern.Read(text) is not { } pattern)
        {
            var near = Nearest.To(text.Split(' ')[0], EventKinds.All) is { } kind && kind != text.Split(' ')[0] ? kind : null;
            reader.Report(at, $"'{text}' is no event", near is not null ? $"did you mean '{near}'?" : $"write one of {string.Join(", ", EventKinds.All)} and what it is about, such as outcome leads.create created");
            return null;
        }

        if (NamesOf(flow, pattern) is { } names && !names.Contains(pattern.Name)) reader.Report(at, $"{flow.Name} has no '{pattern.Name}' for '{text}'", Nearest.Instead(pattern.Name, names));
        else if (pattern.Detail.Length > 0 && OutcomesOf(flow, pattern.Name) is var outcomes && !outcomes.Contains(pattern.Detail))
            reader.Report(at, $"{pattern.Name} never comes out as '{pattern.Detail}'", Nearest.Instead(pattern.Detail, outcomes));
        return pattern;
    }

    /// <summary>What an event may be about; null for anything.</summary>
    private static List<string>? NamesOf(Flow flow, EventPattern pattern) => pattern.Kind switch
    {
        EventKinds.Call => [.. OperationsOf(flow), EventKinds.Consequential],
        EventKinds.Outcome => OperationsOf(flow),
        EventKinds.StateReached => [.. flow.States.Select(state => state.Name)],
        EventKinds.End => [.. flow.States.Where(state => state.EndsRun).Select(state => state.Name)],
        EventKinds.Command => [.. CommandWords.Everywhere, .. CommandWords.Free, .. flow.Words],
        EventKinds.Changed => [.. flow.Slots.Select(slot => slot.Name)],
        _ => null,
    };

    private static List<string> OperationsOf(Flow flow) => [.. flow.States.OfType<CallState>().Select(call => call.Contract.Name).Distinct()];

    private static List<string> OutcomesOf(Flow flow, string operation) =>
        [.. flow.States.OfType<CallState>().Where(call => call.Contract.Name == operation).SelectMany(call => call.Contract.Outcomes)
            .Select(outcome => outcome.Name).Distinct()];
}

/// <summary>Files of promises are checked with the flows.</summary>
public sealed class PromiseReview : IFlowReview
{
    /// <inheritdoc/>
    public IEnumerable<Issue> Review(IReadOnlyList<Flow> flows, InputTypes types)
    {
        var issues = new List<Issue>();
        PromiseFile.ReadAll(flows, issues);
        return issues;
    }
}
