using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>
/// Options that are offered while a flow can run here: <c>options: [assign, { reKyc: tag-rekyc }]</c>. Where a partner of that flow is left out, the option
/// goes, and with it the branches on it and the states that only they lead to.
/// </summary>
/// <remarks>Written out before the readers see the file, as a menu of flows is: checks, graph, coverage and sessions know nothing of it.</remarks>
internal static class ConditionalOptions
{
    /// <summary>All of a flow, each with the flow that it runs.</summary>
    public static IEnumerable<(Node Option, string Runs)> In(Node flow) =>
        AbsentPartners.StatesOf(flow).SelectMany(state => ListOf(state.Value)).Select(ConditionOf).OfType<(Node, string)>();

    /// <returns>The flow with its options as they are offered here, and the keys of the labels of those that are not: <c>agentMenu.reKyc</c>.</returns>
    public static (Node Flow, ImmutableArray<string> LeftOut) Resolve(Node flow, AbsentPartners partners, ICollection<Issue> issues)
    {
        var leftOut = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, question) in AbsentPartners.StatesOf(flow).Where(state => ListOf(state.Value).Any(item => ConditionOf(item) is not null)).ToList())
        {
            var slot = question.Find("slot")?.Text ?? name.Text;
            var offered = new List<Node>();
            foreach (var item in ListOf(question))
            {
                if (ConditionOf(item) is not var (option, runs) || CanRun(runs, item, partners, issues))
                {
                    offered.Add(ConditionOf(item)?.Option ?? item);
                    continue;
                }
                leftOut.Add($"{slot}.{option.Text}");
                flow = Without(flow, slot, option.Text);
            }
            flow = Offering(flow, name.Text, offered);
        }
        return (flow, leftOut.ToImmutable());
    }

    private static bool CanRun(string flow, Node item, AbsentPartners partners, ICollection<Issue> issues)
    {
        if (partners.Find(flow) is { } found) return partners.In(found) is null;

        var known = partners.Flows.Select(other => other.Find("flow")?.Text ?? "");
        issues.Add(Issue.At(item.Entries[0].Value.At, $"there is no flow '{flow}'",
            Nearest.Instead(flow, known, "write { option: flow }, with the flow that must be able to run")));
        return true;
    }

    /// <summary>Without the branches on an option, and the states that only they led to.</summary>
    private static Node Without(Node flow, string slot, string option)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        var states = flow.Find("states")!;
        states = states with { Entries = [.. states.Entries.Select(state => (state.Key, WithoutBranches(state.Value, slot, option, targets)))] };
        var besides = flow.Entries.Where(entry => entry.Key.Text != "states").Select(entry => entry.Value).ToList();
        while (targets.Count > 0)
        {
            var left = MenuListing.WithoutUnled(states, targets, besides);
            var gone = states.Entries.Where(state => left.Find(state.Key.Text) is null).ToList();
            targets = [.. left.Entries.Select(state => state.Key.Text).Where(name => gone.Exists(state => MenuListing.Names(state.Value, name)))];
            if (gone.Count == 0) break;
            states = left;
        }
        return With(flow, "states", states);
    }

    private static Node WithoutBranches(Node state, string slot, string option, HashSet<string> targets)
    {
        if (state.Find("next") is not { Kind: NodeKind.List } next) return state;

        var kept = new List<Node>();
        foreach (var branch in next.Items)
        {
            if (branch.Find("when")?.Find(slot)?.Text != option) kept.Add(branch);
            else if (branch.Find("to") is { } to) targets.Add(to.Text);
        }
        return With(state, "next", next with { Items = kept });
    }

    private static Node Offering(Node flow, string question, IReadOnlyList<Node> offered)
    {
        var states = flow.Find("states")!;
        var state = states.Find(question)!;
        return With(flow, "states", With(states, question, With(state, "options", state.Find("options")! with { Items = offered })));
    }

    private static Node With(Node map, string key, Node value) =>
        map with { Entries = [.. map.Entries.Select(entry => entry.Key.Text == key ? (entry.Key, value) : entry)] };

    private static IReadOnlyList<Node> ListOf(Node state) => state.Find("options") is { Kind: NodeKind.List } options ? options.Items : [];

    private static (Node Option, string Runs)? ConditionOf(Node item) =>
        item is { Kind: NodeKind.Map, Entries: [var (option, flow)] } && flow is { Kind: NodeKind.Scalar, IsEmpty: false } ? (option, flow.Text) : null;
}
