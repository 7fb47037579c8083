using System.Collections.Frozen;
using Bot.Engine.Flows;

namespace Bot.Templates.Loading;

/// <summary>The words people may use, compared in their <see cref="TextNormalizer"/>, so that "*Menu* !" is a menu.</summary>
public sealed class Vocabulary : IVocabulary
{
    /// <summary>What is longer is no word but a sentence, and is not looked at. Room for invisible signs around the longest word.</summary>
    private const int LongestHeard = 256;

    private readonly MessageCatalogue _catalogue;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _commands;
    private readonly FrozenDictionary<string, (string Flow, string Language)>.AlternateLookup<ReadOnlySpan<char>> _entries;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> _labels;

    public Vocabulary(MessageCatalogue catalogue)
    {
        _catalogue = catalogue;
        var commands = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var file in InOrder(catalogue))
        {
            foreach (var (command, words) in file.Commands)
                foreach (var word in words)
                    commands.TryAdd(TextNormalizer.Of(word.Text), command);
            foreach (var word in file.Entry) entries.TryAdd(TextNormalizer.Of(word.Text), (file.Flow, file.Language));
        }

        _commands = commands.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _labels = catalogue.Flows.Prepend("").ToFrozenDictionary(flow => flow, flow => LabelsOf(catalogue, flow), StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Languages => _catalogue.Languages;

    public string NameOf(string language) => _catalogue.NameOf(language);

    public string? CommandOf(string text)
    {
        if (text.Length > LongestHeard) return null;
        Span<char> buffer = stackalloc char[text.Length * 2];
        return _commands.TryGetValue(TextNormalizer.Write(text, buffer), out var command) ? command : null;
    }

    public (string Flow, string Language)? EntryOf(string text)
    {
        if (text.Length > LongestHeard) return null;
        Span<char> buffer = stackalloc char[text.Length * 2];
        return _entries.TryGetValue(TextNormalizer.Write(text, buffer), out var entry) ? entry : null;
    }

    /// <summary>
    /// The first word of <paramref name="language"/> for what a text is: a command, or a flow's entry; null for a text that is neither, or has no word there.
    /// </summary>
    public string? WordIn(string language, string text)
    {
        if (CommandOf(text) is { } command)
            return InOrder(_catalogue).Where(file => file.Language == language).SelectMany(file => file.Commands.GetValueOrDefault(command) ?? [])
                .FirstOrDefault()?.Text;
        return EntryOf(text) is { } entry ? _catalogue.File(entry.Flow, language)?.Entry.FirstOrDefault()?.Text : null;
    }

    public IReadOnlyList<string> LabelsOf(string flow, string labelKey)
    {
        var labels = _labels.GetValueOrDefault(flow) ?? _labels[""];
        return labels.GetValueOrDefault(labelKey) ?? [];
    }

    /// <summary>The default language first: where two languages share a word for one flow, it opens in the default one.</summary>
    private static IEnumerable<MessagesFile> InOrder(MessageCatalogue catalogue) =>
        from language in catalogue.Languages
        from flow in catalogue.Flows.Prepend("")
        let file = catalogue.File(flow, language)
        where file is not null
        select file;

    private static FrozenDictionary<string, string[]> LabelsOf(MessageCatalogue catalogue, string flow) =>
        catalogue.Languages
            .SelectMany(language => catalogue.Words(flow, language).Labels)
            .GroupBy(label => label.Key, label => label.Label, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
