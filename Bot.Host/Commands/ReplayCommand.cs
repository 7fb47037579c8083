using System.CommandLine;

namespace Bot.Host.Commands;

/// <param name="Files">Replay files or folders; empty for all under the flows folder.</param>
/// <param name="Coverage">Report which states, transitions, outcomes, rejections and languages were visited.</param>
internal sealed record ReplayRequest(IReadOnlyList<string> Files, bool Coverage);

/// <summary><c>replay</c>: run scripted conversations.</summary>
internal static class ReplayCommand
{
    public static Command Create(Func<ReplayRequest, CancellationToken, Task<int>> handle)
    {
        var files = new Argument<string[]>("files") { Description = "Replay files or folders (default: every *.replay under flows).", Arity = ArgumentArity.ZeroOrMore };
        var coverage = new Option<bool>("--coverage") { Description = "Report what of each flow the conversations visited." };
        var command = new Command("replay", """
            Run scripted conversations and compare every reply.
            Exit code 1 when one comes out otherwise.

            Examples:
              Bot.Host replay
              Bot.Host replay flows/fastag-assign/happy-path.replay
              Bot.Host replay --coverage
            """) { files, coverage };
        command.SetAction((parsed, cancel) => handle(new(parsed.GetValue(files) ?? [], parsed.GetValue(coverage)), cancel));
        return command;
    }
}
