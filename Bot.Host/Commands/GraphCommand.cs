using System.CommandLine;

namespace Bot.Host.Commands;

internal sealed record GraphRequest(string Flow);

/// <summary><c>graph</c>: draw a flow.</summary>
internal static class GraphCommand
{
    public static Command Create(Func<GraphRequest, CancellationToken, Task<int>> handle)
    {
        var flow = new Argument<string>("flow") { Description = "Name of the flow." };
        var command = new Command("graph", """
            Print a flow as a Mermaid diagram.

            Example:
              Bot.Host graph fastag-assign > fastag-assign.mmd
            """) { flow };
        command.SetAction((parsed, cancel) => handle(new(parsed.GetRequiredValue(flow)), cancel));
        return command;
    }
}
