using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Templates.Loading;

/// <summary>A word means one thing: one command or one flow, in every language, since it is heard before the language is known.</summary>
internal static class ClaimedWords
{
    public static void Check(IEnumerable<MessagesFile> files, ICollection<Issue> issues)
    {
        var owners = new Dictionary<string, (string Owner, MessagesFile File, Word Word)>(StringComparer.Ordinal);
        // Commands come first, so that the fault is told at the entry word: commands are everyone's.
        var claims = files.OrderBy(file => file.Flow.Length > 0).SelectMany(Claims);
        foreach (var (owner, file, word) in claims)
        {
            var form = WordForm.Of(word.Text);
            if (!owners.TryGetValue(form, out var first)) owners.Add(form, (owner, file, word));
            else if (first.Owner != owner)
                issues.Add(new(file.File, word.Line, word.Column, $"the word '{word.Text}' already belongs to {first.Owner} in {first.File.File}({first.Word.Line},{first.Word.Column})", "another word"));
        }
    }

    private static IEnumerable<(string Owner, MessagesFile File, Word Word)> Claims(MessagesFile file)
    {
        foreach (var (command, words) in file.Commands)
            foreach (var word in words)
                yield return ($"the command {command}", file, word);
        foreach (var word in file.Entry) yield return ($"the flow {file.Flow}", file, word);
    }
}
