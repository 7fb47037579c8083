using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>No label is one of the words that mean the same everywhere: typed, it would do what the word does instead of choosing.</summary>
internal sealed class LabelsAreNoCommands : IMessageCheck
{
    /// <summary>Heard before any question; the other commands are an option's own word where it has their name.</summary>
    private static readonly string[] Everywhere = ["menu", "restart", "back", "edit", "cancel", "help", "language", "human", "stop", "start"];

    public string Name => nameof(LabelsAreNoCommands);

    public IEnumerable<Issue> Find(MessagesInUse use)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in use.Catalogue.Files.Where(file => file.Flow.Length == 0))
            foreach (var (command, said) in file.Commands.Where(command => Everywhere.Contains(command.Key)))
                foreach (var word in said) words.TryAdd(WordForm.Of(word.Text), command);

        return
            from flow in use.Flows
            from message in flow.Messages
            from key in message.Choices?.LabelKeys ?? []
            from language in use.LanguagesOf(flow)
            let label = use.Catalogue.Label(flow.Flow, language, key)
            where label is not null
            let command = words.GetValueOrDefault(WordForm.Of(label.Label))
            where command is not null && !key.EndsWith($".{command}", StringComparison.Ordinal)
            select new Issue(label.File, label.Line, label.Column, $"the label '{label.Label}' is a word for the command '{command}': who types it does not choose '{key}'", "another label", Warning: true);
    }
}
