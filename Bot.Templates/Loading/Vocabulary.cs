using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Templates.Fitting;
using WordsBySpan = System.Collections.Frozen.FrozenDictionary<string, string>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace Bot.Templates.Loading;

/// <summary>The words people may use, compared in their <see cref="WordForm"/>, so that "*Menu* !" is a menu.</summary>
public sealed class Vocabulary : IVocabulary
{
    /// <summary>What is longer is no word but a sentence, and is not looked at. Room for invisible signs around the longest word.</summary>
    private const int LongestHeard = 256;

    private readonly MessageCatalogue _catalogue;
    private readonly WordsBySpan _commands;
    private readonly FrozenDictionary<string, (string Flow, string Language)>.AlternateLookup<ReadOnlySpan<char>> _entries;
    private readonly FrozenDictionary<string, WordsBySpan> _groups;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> _labels;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> _synonyms;
    private readonly WordSplitter _splitter;

    public Vocabulary(MessageCatalogue catalogue)
    {
        _catalogue = catalogue;
        var commands = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var groups = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var file in InOrder(catalogue))
        {
            foreach (var (command, words) in file.Commands)
                foreach (var word in words)
                    commands.TryAdd(WordForm.Of(word.Text), command);
            foreach (var form in file.Entry.Select(word => WordForm.Of(word.Text)))
                if (!entries.TryAdd(form, (file.Flow, file.Language)) && entries[form].Item2 != file.Language) entries[form] = (entries[form].Item1, "");
            foreach (var (group, meanings) in file.Words)
            {
                if (!groups.TryGetValue(group, out var known)) groups.Add(group, known = new(StringComparer.Ordinal));
                foreach (var (meaning, words) in meanings)
                    foreach (var word in words)
                        known.TryAdd(WordForm.Of(word.Text), meaning);
            }
        }

        _commands = BySpan(commands);
        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _groups = groups.ToFrozenDictionary(group => group.Key, group => BySpan(group.Value), StringComparer.Ordinal);
        var flows = catalogue.Flows.Prepend("").ToList();
        _labels = flows.ToFrozenDictionary(flow => flow, flow => EachOf(catalogue, flow, label => [label.Label]), StringComparer.Ordinal);
        _synonyms = flows.ToFrozenDictionary(
            flow => flow, flow => EachOf(catalogue, flow, label => label.Synonyms.Select(word => word.Text)), StringComparer.Ordinal);
        _splitter = new(_commands, _groups.GetValueOrDefault(WordGroups.Filler, BySpan([])));
    }

    public IReadOnlyList<string> Languages => _catalogue.Languages;

    public string NameOf(string language) => _catalogue.NameOf(language);

    public string? CommandOf(string text)
    {
        if (text.Length > LongestHeard) return null;
        Span<char> buffer = stackalloc char[WordForm.RoomFor(text.Length)];
        var form = WordForm.Write(text, buffer);
        return _commands.TryGetValue(form, out var command) ? command : _splitter.CommandOf(form);
    }

    public (string Flow, string Language)? EntryOf(string text)
    {
        if (text.Length > LongestHeard) return null;
        Span<char> buffer = stackalloc char[WordForm.RoomFor(text.Length)];
        var form = WordForm.Write(text, buffer);
        return _entries.TryGetValue(form, out var entry) || _entries.TryGetValue(_splitter.WithoutFillers(form), out entry) ? entry : null;
    }

    public string? MeaningOf(string group, ReadOnlySpan<char> word)
    {
        if (group == WordGroups.YesNo) return CommandOf(new(word)) is "yes" or "no" ? CommandOf(new(word)) : null;
        if (word.Length > LongestHeard || !_groups.TryGetValue(group, out var words)) return null;
        Span<char> buffer = stackalloc char[WordForm.RoomFor(word.Length)];
        return words.TryGetValue(WordForm.Write(word, buffer), out var meaning) ? meaning : null;
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

    public IReadOnlyList<string> LabelsOf(string flow, string labelKey) => Find(_labels, flow, labelKey);

    public IReadOnlyList<string> SynonymsOf(string flow, string labelKey) => Find(_synonyms, flow, labelKey);

    public IEnumerable<IReadOnlyList<string>> TitlesOf(string flow, string language, ImmutableArray<Choice> choices)
    {
        var labels = choices.Select(_catalogue.Words(flow, language).LabelOf).ToList();
        foreach (var limit in (int[])[WhatsAppLimits.ButtonTitle, WhatsAppLimits.RowTitle])
        {
            var titles = new DistinctTitles(limit, labels.Count);
            yield return [.. labels.Select(titles.Of)];
        }
    }

    private static string[] Find(FrozenDictionary<string, FrozenDictionary<string, string[]>> all, string flow, string key) =>
        (all.GetValueOrDefault(flow) ?? all[""]).GetValueOrDefault(key) ?? [];

    /// <summary>The default language first.</summary>
    private static IEnumerable<MessagesFile> InOrder(MessageCatalogue catalogue) =>
        from language in catalogue.Languages
        from flow in catalogue.Flows.Prepend("")
        let file = catalogue.File(flow, language)
        where file is not null
        select file;

    private static WordsBySpan BySpan(Dictionary<string, string> words) =>
        words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenDictionary<string, string[]> EachOf(MessageCatalogue catalogue, string flow, Func<LabelEntry, IEnumerable<string>> wordsOf) =>
        catalogue.Languages
            .SelectMany(language => catalogue.Words(flow, language).Labels)
            .GroupBy(label => label.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.SelectMany(wordsOf).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
