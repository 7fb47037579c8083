using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;

namespace Bot.Engine.Abstractions;

/// <summary>Turns a reply into messages in the person's language, fitted to WhatsApp. Pure: same reply, same messages.</summary>
/// <remarks>
/// An implementer owes: personal slots masked unless the template reveals them, every limit of <see cref="OutboundMessage"/> kept, and no exception for a reply
/// whose message the checks passed.
/// </remarks>
public interface IMessageRenderer
{
    /// <summary>One message, or several when a body does not fit into one.</summary>
    ImmutableArray<OutboundMessage> Render(Reply reply);

    /// <summary>The body alone, whole, without limits or anything to tap: for the HTTP steps and the terminal.</summary>
    string RenderText(Reply reply);

    /// <summary>The approved template that may leave instead outside the 24-hour window, from <c>templates:</c>; null where the message has none.</summary>
    TemplateMessage? RenderTemplate(Reply reply);

    /// <summary>
    /// A label in a language, for the HTTP steps and the terminal; the key itself where no file has it. <paramref name="labelKey"/> as in
    /// <see cref="Choice.LabelKey"/>.
    /// </summary>
    string LabelOf(string flow, string labelKey, string language);
}
