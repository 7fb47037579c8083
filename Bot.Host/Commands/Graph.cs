using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary>Prints a flow as a Mermaid diagram; a flow with faults is drawn all the same.</summary>
internal sealed class Graph(BotSettings settings, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(GraphRequest request)
    {
        var flows = FlowCatalog.Load(settings.Folders.Flows, await BotEngine.ContractsAsync(settings)).Flows;
        if (flows.Find(request.Flow) is { } flow)
        {
            await output.WriteAsync(MermaidDrawing.Of(FlowGraph.Of(flow)));
            return ExitCodes.Ok;
        }
        await error.WriteLineAsync($"There is no flow '{request.Flow}'; there are {string.Join(", ", flows.All.Select(known => known.Name))}.");
        return ExitCodes.CannotRun;
    }
}
