using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>Every shared messages file has the engine's own messages and labels, the rejections of the input types, a word for each command and
/// for each word that a flow declares, and the groups of words that the default language has.</summary>
internal sealed class SharedFilesHaveTheEnginesWords : IMessageCheck
{
    public string Name => nameof(SharedFilesHaveTheEnginesWords);

    public IEnumerable<Issue> Find(MessagesInUse use)
    {
        var own = use.Flows.SelectMany(flow => flow.Words.Select(word => (Word: word, flow.Flow))).DistinctBy(pair => pair.Word).ToList();
        var groups = use.Catalogue.File("", use.Catalogue.DefaultLanguage)?.Words.Keys.ToList() ?? [];
        foreach (var language in use.Catalogue.Languages)
        {
            var file = use.Catalogue.File("", language)!;
            foreach (var message in use.Shared.Messages.Where(message => !file.Messages.ContainsKey(message.Key)))
                yield return new(file.File, 1, 1, $"the engine's message '{message.Key}' is missing", $"{message.Key}: and its text under messages:");
            foreach (var label in use.Shared.Labels.Where(label => !file.Labels.ContainsKey(label)))
                yield return new(file.File, 1, 1, $"the engine's label '{label}' is missing", $"{label.Replace(".", ": { ", StringComparison.Ordinal)}: .. }} under options:");
            foreach (var command in MessagesFileReader.CommandNames.Where(command => !file.Commands.TryGetValue(command, out var words) || words.Count == 0))
                yield return new(file.File, 1, 1, $"nobody can say the command '{command}' in '{language}'", $"{command}: [a word] under commands:");
            foreach (var (word, flow) in own.Where(pair => !file.Commands.TryGetValue(pair.Word, out var words) || words.Count == 0))
                yield return new(file.File, 1, 1, $"nobody can say the word '{word}' of the flow '{flow}' in '{language}'", $"{word}: [a word] under commands:");
            foreach (var (name, words) in file.Commands.Where(command => !MessagesFileReader.CommandNames.Contains(command.Key)))
            {
                // A word that no flow here declares may be another deployment's; one that is nearly the engine's is a slip of the pen.
                if (own.All(pair => pair.Word != name) && Nearest.To(name, MessagesFileReader.CommandNames) is { } near)
                    yield return new(file.File, words is [var first, ..] ? first.Line : 1, words is [var word, ..] ? word.Column : 1, $"there is no command '{name}'", near);
            }

            foreach (var issue in Foreign(file, use.Catalogue.File("", use.Catalogue.DefaultLanguage))) yield return issue;
            foreach (var group in groups.Where(group => !file.Words.ContainsKey(group)))
                yield return new(file.File, 1, 1, $"'{language}' has no words for '{group}', which '{use.Catalogue.DefaultLanguage}' has", $"{group}: and its words under words:");
        }
    }

    /// <summary>Groups that only this language has, or has in another form: of a product's groups only the other files tell what they are.</summary>
    private static IEnumerable<Issue> Foreign(MessagesFile file, MessagesFile? original)
    {
        if (original is null || original == file) yield break;

        foreach (var (group, meanings) in file.Words)
        {
            var first = meanings.Values.SelectMany(words => words).FirstOrDefault() ?? new Word("", 1, 1);
            if (!original.Words.TryGetValue(group, out var wanted))
                yield return new(file.File, first.Line, first.Column, $"'{group}' is no group of words in '{original.Language}'",
                    Known.Instead(group, original.Words.Keys.Where(known => !file.Words.ContainsKey(known))));
            else if (wanted.ContainsKey(group) != meanings.ContainsKey(group))
                yield return new(file.File, first.Line, first.Column, $"'{group}' is {(wanted.ContainsKey(group) ? "a list of words" : "a map from meanings to words")} in '{original.Language}', and here it is not", "it alike");
        }
    }
}
