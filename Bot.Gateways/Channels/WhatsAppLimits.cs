using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels;

/// <summary>
/// What WhatsApp can show, for all three providers. Messages are fitted before they come here; what still is over a limit is refused without a call.
/// </summary>
/// <remarks>
/// Meta does not say what it counts as a character. What a person sees as one counts as one here, the mildest reading, so that nothing is refused that might
/// have passed.
/// </remarks>
internal static class WhatsAppLimits
{
    public const int Text = 4096;
    public const int Body = 1024;
    public const int Caption = 1024;
    public const int Buttons = 3;
    public const int ButtonTitle = 20;
    public const int ButtonId = 256;
    public const int Rows = 10;
    public const int Open = 20;
    public const int RowId = 200;
    public const int RowTitle = 24;
    public const int RowDescription = 72;
    public const int TemplateName = 512;
    public const int Header = 60;
    public const int Footer = 60;
    public const int LinkLabel = 20;
    public const int WebAddress = 2000;
    public const int TemplateButtons = 10;
    public const int Payload = 128;

    /// <summary>The code of an authentication template.</summary>
    public const int Code = 15;

    /// <summary>What a provider echoes of ours in its status events.</summary>
    public const int Reference = 512;

    /// <summary>Why the message cannot be sent, as a sentence; null when it can.</summary>
    public static string? Complaint(OutboundMessage message) => message switch
    {
        TextMessage text => Between("The text", text.Body, Text),
        ContactRequestMessage request => Between("The body", request.Body, Body),
        LocationRequestMessage request => Between("The body", request.Body, Body),
        ButtonsMessage buttons => Between("The body", buttons.Body, Body) ?? Complaint(buttons.Buttons) ?? Complaint(buttons.Frame),
        LinkMessage link => Between("The body", link.Body, Body) ?? Between("The label of the link", link.Label, LinkLabel) ?? Link(link.Url) ?? Complaint(link.Frame),
        ListMessage { Frame.File: not null } => "No file stands over a list.",
        ListMessage list => Complaint(list.Frame) ?? Between("The body", list.Body, Body) ?? Between("The label that opens the list", list.Open, Open) ?? Complaint(list.Rows),
        ImageMessage image => Link(image.Link) ?? AtMost("The caption", image.Caption, Caption),
        DocumentMessage document => Link(document.Link) ?? AtMost("The caption", document.Caption, Caption),
        VideoMessage video => Link(video.Link) ?? AtMost("The caption", video.Caption, Caption),
        LocationMessage { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 } => null,
        LocationMessage => "There is no such place on the map.",
        TemplateMessage template => Complaint(template) ?? Complaint(template.Parts),
        _ => $"No channel can send a {message.GetType().Name}.",
    };

    private static string? Complaint(ImmutableArray<Button> buttons)
    {
        if (buttons.IsDefaultOrEmpty || buttons.Length > Buttons)
            return $"A message has 1 to {Buttons} buttons.";
        if (Repeats(buttons.Select(button => button.Id)) || Repeats(buttons.Select(button => button.Title)))
            return "Two buttons have the same id or title.";
        return buttons.Select(button => Id("A button's id", button.Id, ButtonId) ?? Between("A button's title", button.Title, ButtonTitle)).FirstOrDefault(found => found is not null);
    }

    private static string? Complaint(ImmutableArray<Row> rows)
    {
        if (rows.IsDefaultOrEmpty || rows.Length > Rows)
            return $"A list has 1 to {Rows} rows.";
        if (Repeats(rows.Select(row => row.Id)))
            return "Two rows have the same id.";
        return rows.Select(row => Id("A row's id", row.Id, RowId) ?? Between("A row's title", row.Title, RowTitle) ?? AtMost("A row's description", row.Description, RowDescription))
            .FirstOrDefault(found => found is not null);
    }

    private static string? Complaint(TemplateMessage template)
    {
        if (!template.Authentication)
            return Between("The template's name", template.Name, TemplateName);
        if (template.Parameters.IsDefaultOrEmpty)
            return "An authentication template needs its code.";
        return Between("The template's name", template.Name, TemplateName) ?? Between("The code", template.Parameters[0], Code);
    }

    private static string? Complaint(MessageFrame? frame) => frame is null ? null
        : AtMost("The header", frame.Header, Header) ?? AtMost("The footer", frame.Footer, Footer) ?? Complaint(frame.File);

    private static string? Complaint(LinkedFile? file) => file is null ? null : Link(file.Link);

    private static string? Complaint(TemplateParts? parts) => parts is null ? null
        : parts.Buttons.Length > TemplateButtons ? $"A template has at most {TemplateButtons} buttons."
        : Complaint(parts.File) ?? AtMost("The header", parts.Header, Header)
            ?? parts.Buttons.Select(button => AtMost("A button's payload", button.Payload, Payload) ?? AtMost("The end of a button's address", button.UrlEnd, WebAddress))
                .FirstOrDefault(found => found is not null);

    private static string? Between(string what, string text, int most) =>
        string.IsNullOrWhiteSpace(text) ? $"{what} is empty." : AtMost(what, text, most);

    // Only text beyond the limit in the plainest count is worth counting properly.
    private static string? AtMost(string what, string text, int most) =>
        text.Length > most && new StringInfo(text).LengthInTextElements > most ? $"{what} is longer than {most} characters." : null;

    private static string? Id(string what, string id, int most) =>
        Between(what, id, most) ?? (id.Trim().Length != id.Length ? $"{what} begins or ends with a space." : null);

    private static string? Link(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? AtMost("The link", link, WebAddress) : "The link is no web address.";

    private static bool Repeats(IEnumerable<string> texts) => !texts.All(new HashSet<string>(StringComparer.Ordinal).Add);
}
