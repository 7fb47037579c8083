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
        var questions = AbsentPartners.StatesOf(flow).Where(state => ListOf(state.Value).Any(item => ConditionOf(item) is not null)).ToList();
        if (questions.Count == 0) return (flow, []);

        var (states, leftOut) = (flow.Find("states")!, ImmutableArray.CreateBuilder<string>());
        foreach (var (name, question) in questions)
        {
            var slot = question.Find("slot")?.Text ?? name.Text;
            var offered = new List<Node>();
            foreach (var item in ListOf(question))
            {
                if (ConditionOf(item) is not var (option, runs))
                {
                    offered.Add(item);
                }
                else if (CanRun(runs, item, partners, issues))
                {
                    offered.Add(option);
                }
                else
                {
                    leftOut.Add($"{slot}.{option.Text}");
                    states = Without(states, slot, option.Text);
                }
            }

            var state = states.Find(name.Text)!;
            states = states.With(name.Text, state.With("options", state.Find("options")! with { Items = offered }));
        }

        return (flow.With("states", leftOut.Count == 0 ? states : LedStates.Kept(flow, states)), leftOut.ToImmutable());
    }

    private static bool CanRun(string flow, Node item, AbsentPartners partners, ICollection<Issue> issues)
    {
        if (partners.Find(flow) is { } found) return partners.In(found) is null;

        var known = partners.Flows.Select(other => other.Find("flow")?.Text ?? "");
        issues.Add(Issue.At(item.Entries[0].Value.At, $"there is no flow '{flow}'",
            Nearest.Instead(flow, known, "write { option: flow }, with the flow that must be able to run")));
        return true;
    }

    /// <summary>The states without the branches on an option.</summary>
    private static Node Without(Node states, string slot, string option) => states with
    {
        Entries =
        [
            .. states.Entries.Select(state => state.Value.Find("next") is { Kind: NodeKind.List } next
                ? (state.Key, state.Value.With("next", next with { Items = [.. next.Items.Select(branch => Without(slot, option, branch)).OfType<Node>()] }))
                : state),
        ],
    };

    /// <summary>A branch that is not taken by an option; null for one that is taken by it alone.</summary>
    private static Node? Without(string slot, string option, Node branch)
    {
        if (branch.Find("when") is not { } when || when.Find(slot) is not { } value) return branch;
        if (value.Kind != NodeKind.List) return value.Text == option ? null : branch;

        var left = value.Items.Where(item => item.Text != option).ToList();
        if (left.Count == value.Items.Count) return branch;
        return left.Count == 0 ? null : branch.With("when", when.With(slot, value with { Items = left }));
    }

    private static IReadOnlyList<Node> ListOf(Node state) => state.Find("options") is { Kind: NodeKind.List } options ? options.Items : [];

    private static (Node Option, string Runs)? ConditionOf(Node item) =>
        item is { Kind: NodeKind.Map, Entries: [var (option, flow)] } && flow is { Kind: NodeKind.Scalar, IsEmpty: false } ? (option, flow.Text) : null;
}
