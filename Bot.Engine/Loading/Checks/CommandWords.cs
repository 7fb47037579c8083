using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A state gives a meaning only to words that have none everywhere.</summary>
internal sealed class CommandWords : IFlowCheck
{
    /// <summary>Words a state may use, besides those that its flow declares under <c>words:</c>; the messages files say what they are in each language.
    /// </summary>
    internal static readonly string[] Free = ["resend", "skip", "yes", "no", "retry"];

    internal static readonly string[] Everywhere = ["menu", "restart", "back", "edit", "cancel", "help", "language", "human", "stop", "start"];

    public string Name => "command-words";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from found in analysis.States<State>()
        from command in found.State.Commands
        where !Free.Contains(command.Word) && (Everywhere.Contains(command.Word) || !found.Flow.Words.Contains(command.Word))
        select Everywhere.Contains(command.Word)
            ? Issue.At(found.State.At, $"'{command.Word}' means the same in every state, so '{found.State.Name}' cannot give it another meaning", "remove it from commands:")
            : Issue.At(found.State.At, $"'{command.Word}' is no word that '{found.State.Name}' could hear as a command", Nearest.Instead(command.Word, [.. Free, .. found.Flow.Words]));
}
