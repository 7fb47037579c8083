using System.CommandLine;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>graph</c>: draws a flow; one with faults is drawn all the same.</summary>
internal sealed class GraphCommand : Command
{
    private const string Help = """
        Print a flow as a Mermaid diagram.

        Example:
          Bot.Host graph fastag-assign > fastag-assign.mmd
        """;

    private readonly Argument<string> _flow = new("flow") { Description = "Name of the flow." };

    public GraphCommand()
        : base("graph", Help)
    {
        Add(_flow);
        SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(_flow), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
    }

    private static async Task<int> RunAsync(string name, TextWriter output, TextWriter error)
    {
        await using var services = FlowTools.Open();
        var flows = services.GetRequiredService<FlowLibrary>().Flows;
        if (flows.Find(name) is { } flow)
        {
            await output.WriteAsync(MermaidDrawing.Of(FlowGraph.Of(flow)));
            return ExitCodes.Ok;
        }
        await error.WriteLineAsync($"There is no flow '{name}'; there are {string.Join(", ", flows.All.Select(known => known.Name))}.");
        return ExitCodes.CannotRun;
    }
}
