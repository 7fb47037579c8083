using Bot.Engine.Flows;
using Bot.Templates.Fitting;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>
/// What a message or template carries fits WhatsApp as it was written: its own words always (an error), its longest values too (a warning, since the renderer
/// would cut or leave out).
/// </summary>
internal sealed class PartsFitWhatsApp : IMessageCheck
{
    public string Name => nameof(PartsFitWhatsApp);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages
        from language in use.LanguagesOf(flow)
        from part in PartsOf(use.Catalogue.Message(flow.Flow, language, message.Key)?.Parts)
            .Concat(PartsOf(use.Catalogue.Template(flow.Flow, language, message.Key)?.Parts))
        where part.Text is not null
        let longest = LongestBody.Of(part.Text, use, flow, message, language)
        where longest.Whole > part.Limit
        select longest.Words > part.Limit
            ? At(part.Text, $"{part.What} of '{message.Key}' has {longest.Words} characters, and WhatsApp shows {part.Limit}", "less")
            : At(part.Text, $"{part.What} of '{message.Key}' has {longest.Whole} characters with its longest values, and WhatsApp shows {part.Limit}", "less, or it is cut") with { Warning = true };

    private static IEnumerable<(MessageEntry? Text, int Limit, string What)> PartsOf(MessageParts? parts) => parts is null ? [] :
    [
        (parts.Header, WhatsAppLimits.Header, "the header"),
        (parts.Footer, WhatsAppLimits.Footer, "the footer"),
        (parts.Link?.Label, WhatsAppLimits.LinkLabel, "the label of the link"),
        (parts.Link?.Url.Whole, WhatsAppLimits.WebAddress, "the address of the link"),
        (parts.File?.Link.Whole, WhatsAppLimits.WebAddress, "the address of the file"),
        (parts.File?.Name, WhatsAppLimits.FileName, "the name of the file"),
    ];

    private static IEnumerable<(MessageEntry? Text, int Limit, string What)> PartsOf(TemplatePartEntries? parts) => parts is null ? [] :
    [
        (parts.Header, WhatsAppLimits.Header, "the template's header"),
        (parts.File?.Link.Whole, WhatsAppLimits.WebAddress, "the address of the template's file"),
        .. parts.Buttons.Select(button => (button.Reply, WhatsAppLimits.Payload, "what a button of the template says")),
    ];

    private static Issue At(MessageEntry entry, string problem, string instead) =>
        new(entry.Text.File, entry.Text.Text.Line, entry.Text.Text.Column, problem, instead);
}
