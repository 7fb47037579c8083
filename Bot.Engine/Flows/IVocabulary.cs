using System.Collections.Immutable;
using Bot.Engine.Inputs;

namespace Bot.Engine.Flows;

/// <summary>The words people may use, from all messages files: commands, entry words, labels, and what words stand for in answers. Pure look-ups.</summary>
public interface IVocabulary : IAnswerWords
{
    /// <summary>Languages that have a messages file, the default one first: <c>en</c>, <c>hi</c>.</summary>
    IReadOnlyList<string> Languages { get; }

    /// <summary>A language's name in itself: <c>हिन्दी</c>.</summary>
    string NameOf(string language);

    /// <summary>
    /// The command a text is, in any language, also with words beside it that change nothing ("cancel please"), or null:
    /// <c>menu restart back edit cancel help language resend human stop start</c>, and <c>skip yes no more previous retry</c>.
    /// </summary>
    string? CommandOf(string text);

    /// <summary>The flow whose entry word a text is, in any language, or null; with the language the word belongs to, empty where several
    /// have it.</summary>
    (string Flow, string Language)? EntryOf(string text);

    /// <summary>
    /// The label of an option in every language, for matching what was typed. <paramref name="labelKey"/> as in <see cref="Choice.LabelKey"/>.
    /// </summary>
    IReadOnlyList<string> LabelsOf(string flow, string labelKey);

    /// <summary>What people call an option besides, in every language.</summary>
    IReadOnlyList<string> SynonymsOf(string flow, string labelKey);

    /// <summary>The titles that choices may have been shown under, cut and numbered to fit: of each way to show them one row, in the order of the
    /// choices.</summary>
    IEnumerable<IReadOnlyList<string>> TitlesOf(string flow, string language, ImmutableArray<Choice> choices);
}
