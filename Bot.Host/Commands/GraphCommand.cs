using System.CommandLine;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>graph</c>: draws a flow, also one with faults, or the life of a record.</summary>
internal sealed class GraphCommand : Command
{
    private const string Help = """
        Print a flow, or the life of a record, as a Mermaid diagram: what its state machine tells of itself.

        Records: tag, lead, code (one-time code), outbox (a row of it), status (delivery), mode (what a conversation is at).

        Example:
          Bot.Host graph fastag-assign > fastag-assign.mmd
          Bot.Host graph tag
        """;

    private readonly Argument<string> _flow = new("flow") { Description = "Name of the flow or of the record." };

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
        if (RecordLives.All.FirstOrDefault(known => known.Name == name) is { } life)
        {
            await output.WriteAsync(MermaidDrawing.Of(FlowGraph.Of(life)));
            return ExitCodes.Ok;
        }
        await error.WriteLineAsync($"There is no flow '{name}'; there are {string.Join(", ", flows.All.Select(known => known.Name))}, and the records {string.Join(", ", RecordLives.All.Select(known => known.Name))}.");
        return ExitCodes.CannotRun;
    }
}
