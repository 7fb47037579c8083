using System.Collections.Frozen;
using Bot.Engine.Flows;
using Bot.Templates.Rendering;

namespace Bot.Templates.Loading;

/// <summary>All words one flow has in one language, what it lacks filled from the shared words and then from the default language.</summary>
internal sealed class LanguageWords : ILabels
{
    private readonly FrozenDictionary<string, MessageEntry> _messages;
    private readonly FrozenDictionary<string, LabelEntry> _labels;
    private readonly FrozenDictionary<string, LabelEntry>.AlternateLookup<ReadOnlySpan<char>> _labelsBySpan;
    private readonly FrozenDictionary<string, TemplateEntry> _templates;

    /// <param name="files">The nearest first: the flow's file, the shared one, then both in the default language.</param>
    public LanguageWords(IReadOnlyList<MessagesFile> files)
    {
        _messages = Merge(files, file => file.Messages);
        _labels = Merge(files, file => file.Labels);
        _labelsBySpan = _labels.GetAlternateLookup<ReadOnlySpan<char>>();
        _templates = Merge(files, file => file.Templates);
    }

    public IEnumerable<LabelEntry> Labels => _labels.Values;

    public MessageEntry? Message(string key) => _messages.GetValueOrDefault(key);

    public LabelEntry? Label(string key) => _labels.GetValueOrDefault(key);

    public string? LabelText(ReadOnlySpan<char> key) => _labelsBySpan.TryGetValue(key, out var label) ? label.Label : null;

    public TemplateEntry? Template(string message) => _templates.GetValueOrDefault(message);

    /// <summary>The bare value where no label is known, so that nothing is ever offered without words.</summary>
    public string LabelOf(Choice choice)
    {
        var label = choice.LabelKey.Length > 0 ? Label(choice.LabelKey)?.Label ?? "" : choice.Label;
        return string.IsNullOrWhiteSpace(label) ? choice.Value : label;
    }

    private static FrozenDictionary<string, T> Merge<T>(IReadOnlyList<MessagesFile> files, Func<MessagesFile, Dictionary<string, T>> part)
    {
        var merged = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var file in files)
            foreach (var (key, entry) in part(file))
                merged.TryAdd(key, entry);
        return merged.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
