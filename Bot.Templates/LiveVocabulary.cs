using System.Collections.Immutable;
using Bot.Engine.Flows;

namespace Bot.Templates;

/// <summary>The words people may use, of the messages that are in use now.</summary>
internal sealed class LiveVocabulary(IVocabulary words) : IVocabulary
{
    private volatile IVocabulary _now = words;

    public void TakeOver(IVocabulary newer) => _now = newer;

    public IReadOnlyList<string> Languages => _now.Languages;

    public string NameOf(string language) => _now.NameOf(language);

    public string? CommandOf(string text) => _now.CommandOf(text);

    public (string Flow, string Language)? EntryOf(string text) => _now.EntryOf(text);

    public IReadOnlyList<string> LabelsOf(string flow, string labelKey) => _now.LabelsOf(flow, labelKey);

    public IReadOnlyList<string> SynonymsOf(string flow, string labelKey) => _now.SynonymsOf(flow, labelKey);

    public IEnumerable<IReadOnlyList<string>> TitlesOf(string flow, string language, ImmutableArray<Choice> choices) => _now.TitlesOf(flow, language, choices);

    public string? MeaningOf(string group, ReadOnlySpan<char> word) => _now.MeaningOf(group, word);
}
