using Bot.Engine.Flows;

namespace Bot.Host.Api.Results;

/// <summary>The tables that flows keep answers in.</summary>
internal sealed class ResultTables(FlowSet flows)
{
    public IEnumerable<(Flow Flow, ResultTable Table)> All => flows.All.SelectMany(flow => flow.Results.Select(table => (flow, table)));

    /// <summary>Null where no flow keeps anything under the name.</summary>
    public (Flow Flow, ResultTable Table)? Find(string name)
    {
        foreach (var found in All)
        {
            if (found.Table.Name == name) return found;
        }

        return null;
    }

    /// <summary>What a key needs besides the scope of results; empty for nothing.</summary>
    public static string ScopeOf(Flow flow, ResultTable table) => table.Scope.Length > 0 ? table.Scope : flow.Scope;
}
