using System.Collections.Immutable;
using Bot.Engine.Execution;

namespace Bot.Engine.Abstractions;

/// <summary>Turns a reply into messages in the person's language, fitted to WhatsApp. Pure: same reply, same messages.</summary>
/// <remarks>An implementer owes: personal slots masked unless the template reveals them, every limit of <see cref="OutboundMessage"/> kept, and no exception for a reply whose message the checks passed.</remarks>
public interface IMessageRenderer
{
    /// <summary>One message, or several when a body does not fit into one.</summary>
    ImmutableArray<OutboundMessage> Render(Reply reply);

    /// <summary>The body alone, whole, without limits or anything to tap: for the HTTP steps and the terminal.</summary>
    string RenderText(Reply reply);

    /// <summary>The approved template that may leave instead outside the 24-hour window, from <c>templates:</c>; null where the message has none.</summary>
    TemplateMessage? RenderTemplate(Reply reply);

    /// <summary>A label in a language, for the HTTP steps and the terminal; the key itself where no file has it. <paramref name="labelKey"/> as in <see cref="Choice.LabelKey"/>.</summary>
    string LabelOf(string flow, string labelKey, string language);
}

/// <summary>The words people may use, from all messages files: commands, entry words, labels. Pure look-ups.</summary>
public interface IVocabulary
{
    /// <summary>Languages that have a messages file, the default one first: <c>en</c>, <c>hi</c>.</summary>
    IReadOnlyList<string> Languages { get; }

    /// <summary>A language's name in itself: <c>हिन्दी</c>.</summary>
    string NameOf(string language);

    /// <summary>The command a text is, in any language, or null: <c>menu restart back edit cancel help language resend human</c>, and <c>skip</c>, <c>yes</c>, <c>no</c>, <c>more</c>, <c>previous</c>, <c>retry</c>.</summary>
    string? CommandOf(string text);

    /// <summary>The flow whose entry word a text is, in any language, or null; with the language the word belongs to.</summary>
    (string Flow, string Language)? EntryOf(string text);

    /// <summary>The label of an option in every language, for matching what was typed. <paramref name="labelKey"/> as in <see cref="Choice.LabelKey"/>.</summary>
    IReadOnlyList<string> LabelsOf(string flow, string labelKey);
}
