using Bot.Engine.Flows;
using Bot.Templates.Fitting;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>
/// A message fits WhatsApp as it was written: its own words always (an error), its longest values too (a warning, since the renderer would part the message).
/// </summary>
internal sealed class MessagesFitWhatsApp : IMessageCheck
{
    public string Name => nameof(MessagesFitWhatsApp);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages
        from language in use.LanguagesOf(flow)
        from issue in BodyIssues(use, flow, message, language).Concat(ChoiceIssues(use, flow, message, language))
        select issue;

    private static IEnumerable<Issue> BodyIssues(MessagesInUse use, FlowUse flow, MessageUse message, string language)
    {
        if (use.Catalogue.Message(flow.Flow, language, message.Key) is not { } entry) yield break;

        var (limit, what) = message.Choices is not null ? (WhatsAppLimits.InteractiveBody, "a message with choices")
            : entry.Parts is { Link: not null } or { Asks.Length: > 0 } ? (WhatsAppLimits.InteractiveBody, "a message with a button")
            : entry.Parts is { File: not null } ? (WhatsAppLimits.Caption, "what stands under a file")
            : (WhatsAppLimits.Text, "a text");
        var longest = LongestBody.Of(entry, use, flow, message, language);
        var (line, column) = (entry.Text.Text.Line, entry.Text.Text.Column);
        if (longest.Words > limit)
            yield return new(entry.Text.File, line, column, $"the message '{entry.Key}' has {longest.Words} characters, and {what} holds {limit}", "less, or two messages");
        else if (longest.Whole > limit)
            yield return new(entry.Text.File, line, column, $"the message '{entry.Key}' has {longest.Whole} characters with its longest values, and {what} holds {limit}", "less, or it is sent in parts", Warning: true);
    }

    private static IEnumerable<Issue> ChoiceIssues(MessagesInUse use, FlowUse flow, MessageUse message, string language)
    {
        if (message.Choices is not { } choices) yield break;

        if (choices.Most > WhatsAppLimits.Rows)
            yield return new(flow.File, message.Line, message.Column, $"the message '{message.Key}' offers {choices.Most} choices at once, and a list holds {WhatsAppLimits.Rows}", "fewer, or options that are paged");

        if (use.Catalogue.Label(flow.Flow, language, "paging.open") is { } open && open.Label.Length > WhatsAppLimits.OpenLabel)
            yield return TooLong(open, "opens a list", open.Label.Length, WhatsAppLimits.OpenLabel);

        foreach (var key in choices.LabelKeys)
            if (use.Catalogue.Label(flow.Flow, language, key) is { } label && LabelIssue(label) is { } issue)
                yield return issue;
    }

    private static Issue? LabelIssue(LabelEntry label)
    {
        var cut = label.Label.Length > WhatsAppLimits.RowTitle;
        var below = cut ? label.Label.Length + (label.Note.Length > 0 ? label.Note.Length + 3 : 0) : label.Note.Length;
        if (below > WhatsAppLimits.RowDescription) return TooLong(label, cut ? "stands below its cut title with its note" : "has a note that stands below it", below, WhatsAppLimits.RowDescription);

        return cut
            ? TooLong(label, "is a row's title, cut there and repeated below", label.Label.Length, WhatsAppLimits.RowTitle) with { Warning = true }
            : null;
    }

    private static Issue TooLong(LabelEntry label, string role, int length, int limit) =>
        new(label.File, label.Line, label.Column, $"the label '{label.Key}' {role}: {length} characters where {limit} fit", "less");
}
