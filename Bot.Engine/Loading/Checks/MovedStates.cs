using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>Earlier names lead to what is there, and are no longer names of something else.</summary>
internal sealed class MovedStates : IFlowCheck
{
    public string Name => "moved-states";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) => analysis.Flows.SelectMany(flow => StatesOf(flow).Concat(NamesOf(flow, analysis)));

    private static IEnumerable<Issue> StatesOf(Flow flow)
    {
        foreach (var moved in flow.Moved)
        {
            if (flow.Find(moved.To) is null)
                yield return Issue.At(moved.At, $"'{moved.From}' moved to '{moved.To}', which is no state here", Nearest.Instead(moved.To, flow.States.Select(state => state.Name), "name a state that is there"));
            if (flow.Find(moved.From) is not null)
                yield return Issue.At(moved.At, $"'{moved.From}' is a state of this flow, so no session leaves it", "remove the line, or give the state another name");
        }
    }

    private static IEnumerable<Issue> NamesOf(Flow flow, FlowAnalysis analysis)
    {
        foreach (var before in flow.Renamed)
        {
            if (analysis.Find(before) is not null)
                yield return Issue.At(flow.At, $"'{flow.Name}' was '{before}' before, and there is a flow of that name", "remove the name from renamed:");
            else if (analysis.Flows.First(other => other.Renamed.Contains(before)) != flow)
                yield return Issue.At(flow.At, $"two flows were '{before}' before", "leave the name with the one that sessions go on in");
        }
    }
}
