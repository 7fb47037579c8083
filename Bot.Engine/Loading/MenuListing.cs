using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>
/// The flows that say <c>menu: { order: 10, label: loan }</c>, in their order, and what a menu is made of them: where a question says
/// <c>options: { flows: run }</c>, its options, its ways on, and in place of the state <c>run</c> one that runs each flow.
/// </summary>
/// <remarks>A flow whose partner is left out of this installation is left out too, and so is one that runs such a flow.</remarks>
internal sealed class MenuListing
{
    /// <summary>In <c>on:</c> of the state that stands for all: what follows every end without a line of its own.</summary>
    internal const string Other = "other";

    /// <summary>A run was given up by the person.</summary>
    private const string Cancelled = "cancelled";

    internal const string NothingToOffer = "has nothing to offer: no flow that can run says menu:";

    internal const string NothingToRun = "to run what is chosen";

    private readonly IReadOnlyList<MenuItem> _items;
    private readonly IReadOnlySet<string> _ends;

    /// <param name="ends">How the flows that say menu: may come back, those among them that cannot run now.</param>
    private MenuListing(IReadOnlyList<MenuItem> items, IEnumerable<string> ends) =>
        (_items, _ends) = (items, ends.Append(Cancelled).Append(Other).ToHashSet(StringComparer.Ordinal));

    /// <param name="partners">Tells which flows cannot run.</param>
    /// <param name="issues">Takes a warning for each flow that is left out, but for one whose partner is left out by default.</param>
    public static MenuListing Of(AbsentPartners partners, ICollection<Issue> issues)
    {
        var (items, ends) = (new List<MenuItem>(), new List<string>());
        var optional = partners.Flows.SelectMany(ConditionalOptions.In).Select(option => option.Runs).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in partners.Flows.Where(flow => flow.Find("flow")?.Text is { Length: > 0 }))
        {
            var absent = partners.In(flow);
            var own = absent is var (call, absence) && call.At.File == flow.At.File;
            var menu = flow.Find("menu") is { Kind: NodeKind.Map } said && said.Find("label")?.Text is { Length: > 0 } label
                ? new MenuItem(flow.Find("flow")!.Text, label, int.TryParse(said.Find("order")?.Text, out var order) ? order : int.MaxValue, EndsOf(flow))
                : null;
            ends.AddRange(menu?.Ends ?? []);
            if (absent is var (at, missing) && (own || menu is not null))
            {
                if (missing.IsDefault) continue;
                var instead = menu is not null ? "the flow is kept out of the menu"
                    : optional.Contains(flow.Find("flow")!.Text) ? "the option that runs it is not offered" : "the call comes back unavailable";
                issues.Add(Issue.At(at.At, $"'{flow.Find("flow")!.Text}' calls {missing.Operation}, and {missing.Partner} is left out of this installation",
                    instead, warning: true));
            }
            else if (menu is not null)
            {
                items.Add(menu);
            }
        }
        return new([.. items.OrderBy(item => item.Order)], ends);
    }

    /// <summary>The flow with the menu written out; itself where it has none.</summary>
    public Node Expand(Node flow, ICollection<Issue> issues)
    {
        if (flow.Find("states") is not { Kind: NodeKind.Map } states) return flow;

        var offering = states.Entries.Where(entry => FlowsOf(entry.Value) is not null).ToList();
        if (offering.Count == 0) return flow;

        // The way on that a question has of its own is not looked at: what it alone led to stays, and is told.
        var before = states with { Entries = [.. states.Entries.Select(entry => FlowsOf(entry.Value) is null ? entry : (entry.Key, Without(entry.Value, "next")))] };
        foreach (var (name, question) in offering)
        {
            var run = FlowsOf(question)!;
            var template = states.Find(run.Text);
            if (template is not { Kind: NodeKind.Map } || _items.Count == 0)
            {
                issues.Add(_items.Count == 0
                    ? Issue.At(run.At, $"'{name.Text}' {NothingToOffer}", "write menu: { order: 10, label: name } into a flow")
                    : Issue.At(run.At, $"there is no state '{run.Text}' {NothingToRun}", Nearest.Instead(run.Text, states.Entries.Select(entry => entry.Key.Text), $"write {run.Text}: {{ flow: any, on: {{ cancelled: {name.Text}, other: done }} }}")));
                continue;
            }
            template = MenuRun.Judged(run.Text, template, _ends, issues);
            states = states with { Entries = [.. states.Entries.SelectMany(entry => Written(entry, name.Text, run.Text, template))] };
        }

        return flow.With("states", LedStates.Kept(flow.With("states", before), states));
    }

    /// <summary>What a menu's content adds to the hash of its flow; empty for a flow without one.</summary>
    public string HashOf(Node flow) =>
        flow.Find("states") is { Kind: NodeKind.Map } states && states.Entries.Any(entry => FlowsOf(entry.Value) is not null)
            ? string.Join('\n', _items.Select(item => $"{item.Flow} {item.Label} {string.Join(' ', item.Ends)}"))
            : "";

    private IEnumerable<(Node Key, Node Value)> Written((Node Key, Node Value) entry, string question, string run, Node template)
    {
        if (entry.Key.Text == run) return _items.Select(item => (Node.Word(item.State, entry.Key.At), Running(item, template)));
        return [entry.Key.Text == question ? (entry.Key, Offering(entry.Key.Text, entry.Value)) : entry];
    }

    private Node Offering(string name, Node question)
    {
        var at = FlowsOf(question)!.At;
        var slot = question.Find("slot")?.Text ?? name;
        var options = List(at, _items.Select(item => Node.Word(item.Label, at)));
        var next = List(at, _items.Select((item, i) => i == _items.Count - 1
            ? Map(at, ("to", Node.Word(item.State, at)))
            : Map(at, ("when", Map(at, (slot, Node.Word(item.Label, at)))), ("to", Node.Word(item.State, at)))));
        return question with
        {
            Entries = [.. question.Entries.Where(entry => entry.Key.Text is not ("options" or "next")), (Node.Word("options", at), options), (Node.Word("next", at), next)],
        };
    }

    private static Node Running(MenuItem item, Node template)
    {
        var on = template.Find("on") ?? Map(template.At);
        var ways = item.Ends.Append(Cancelled).Select(end => (End: end, To: on.Find(end) ?? on.Find(Other))).Where(way => way.To is not null);
        return template with
        {
            Entries =
            [
                (Node.Word("flow", template.At), Node.Word(item.Flow, template.At)),
                (Node.Word("on", on.At), Map(on.At, [.. ways.Select(way => (way.End, way.To!))])),
                .. template.Entries.Where(entry => entry.Key.Text is not ("flow" or "on")),
            ],
        };
    }

    private static Node? FlowsOf(Node state) =>
        state.Kind == NodeKind.Map && state.Find("options") is { Kind: NodeKind.Map } options && options.Find("flows") is { IsEmpty: false } run ? run : null;

    private static ImmutableArray<string> EndsOf(Node flow) =>
        [.. AbsentPartners.StatesOf(flow).Where(state => state.Value.Find("end") is not null).Select(state => state.Key.Text)];

    private static Node Without(Node map, string key) => map with { Entries = [.. map.Entries.Where(entry => entry.Key.Text != key)] };

    private static Node List(SourceLocation at, IEnumerable<Node> items) => new(NodeKind.List, at, "", [], [.. items]);

    private static Node Map(SourceLocation at, params ReadOnlySpan<(string Key, Node Value)> entries)
    {
        var map = new List<(Node, Node)>();
        foreach (var (key, value) in entries) map.Add((Node.Word(key, at), value));
        return new(NodeKind.Map, at, "", map, []);
    }

    private sealed record MenuItem(string Flow, string Label, int Order, ImmutableArray<string> Ends)
    {
        /// <summary>The flow's name as states are named: <c>loanLead</c> of <c>loan-lead</c>.</summary>
        public string State { get; } = string.Concat(Flow.Split('-', '_').Select((part, i) => i == 0 ? part : Capital(part)));

        private static string Capital(string part) => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..];
    }
}
