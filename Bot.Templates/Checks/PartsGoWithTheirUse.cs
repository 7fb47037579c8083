using Bot.Engine.Flows;
using Bot.Templates.Fitting;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>
/// A link and a request have no place beside choices, a template's buttons choose what its message offers, and a translation carries what the default language
/// carries.
/// </summary>
internal sealed class PartsGoWithTheirUse : IMessageCheck
{
    public string Name => nameof(PartsGoWithTheirUse);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages
        from language in use.LanguagesOf(flow)
        from issue in OfMessage(use, flow, message, language).Concat(OfTemplate(use, flow, message, language))
        select issue;

    private static IEnumerable<Issue> OfMessage(MessagesInUse use, FlowUse flow, MessageUse message, string language)
    {
        if (use.Catalogue.Message(flow.Flow, language, message.Key) is not { } entry) yield break;

        if (message.Choices is not null && entry.Parts is { } parts && (parts.Link is not null || parts.Asks.Length > 0))
            yield return At(entry, $"the message '{entry.Key}' offers choices, which leave no room for {(parts.Link is null ? "a request" : "a link")}", "a message of its own for it");

        if (use.Catalogue.Message(flow.Flow, use.Catalogue.DefaultLanguage, message.Key) is { Parts: { } original }
            && Missing(original, entry.Parts) is { Length: > 0 } missing)
            yield return At(entry, $"the message '{entry.Key}' carries {missing} in '{use.Catalogue.DefaultLanguage}' and not in '{language}'", $"{missing}: too", warning: true);
    }

    private static string Missing(MessageParts original, MessageParts? translated) =>
        original.File is { } file && translated?.File is null ? file.Kind.ToString().ToLowerInvariant()
        : original.Place is not null && translated?.Place is null ? "location"
        : original.Link is not null && translated?.Link is null ? "link"
        : original.Asks.Length > 0 && translated?.Asks != original.Asks ? "request"
        : original.Header is not null && translated?.Header is null ? "header"
        : original.Footer is not null && translated?.Footer is null ? "footer"
        : "";

    private static IEnumerable<Issue> OfTemplate(MessagesInUse use, FlowUse flow, MessageUse message, string language)
    {
        if (use.Catalogue.Template(flow.Flow, language, message.Key) is not { Parts: { } parts } template) yield break;

        var file = use.Catalogue.File(flow.Flow, language) is { } own && own.Templates.ContainsKey(template.Key)
            ? own.File
            : use.Catalogue.File("", language)?.File ?? flow.File;
        if (parts.Buttons.LastOrDefault() is { Index: >= WhatsAppLimits.TemplateButtons } last)
            yield return new(file, last.Line, last.Column, $"the template '{template.Key}' has {last.Index + 1} buttons, and WhatsApp takes {WhatsAppLimits.TemplateButtons}", "fewer");

        var offered = message.Choices?.LabelKeys.Select(key => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]).ToList() ?? [];
        foreach (var button in parts.Buttons.Where(button => button.Option.Length > 0 && !offered.Contains(button.Option)))
        {
            yield return new(file, button.Line, button.Column, $"a button of the template '{template.Key}' chooses '{button.Option}', which the message does not offer",
                offered.Count > 0 ? Known.Instead(button.Option, offered) : "{ reply: words }");
        }
    }

    private static Issue At(MessageEntry entry, string problem, string instead, bool warning = false) =>
        new(entry.Text.File, entry.Text.Text.Line, entry.Text.Text.Column, problem, instead, Warning: warning);
}
