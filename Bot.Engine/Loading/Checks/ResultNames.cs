using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>A table of kept answers belongs to one flow, and something is kept in it.</summary>
internal sealed class ResultNames : IFlowCheck
{
    public string Name => "result-names";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        var owners = new Dictionary<string, Flow>(StringComparer.Ordinal);
        foreach (var flow in analysis.Flows)
        {
            foreach (var table in flow.Results)
            {
                if (!owners.TryAdd(table.Name, flow) && owners[table.Name] != flow)
                    yield return Issue.At(table.At, $"the flow {owners[table.Name].Name} keeps its answers in '{table.Name}', too", "give the table a name of its own");
                if (!table.Name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))
                    yield return Issue.At(table.At, $"'{table.Name}' cannot be a table's name", "use letters, digits, - and _");
                if (flow.States.All(state => state.Keeps != table.Name))
                    yield return Issue.At(table.At, $"nothing is ever kept in '{table.Name}'", $"write keep: {table.Name} at an end or set state", warning: true);
            }
        }
    }
}
