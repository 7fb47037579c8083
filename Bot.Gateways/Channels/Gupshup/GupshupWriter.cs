using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Writes the form fields of a send: a few plain ones, and the message or template as JSON text in one of them.</summary>
internal static class GupshupWriter
{
    /// <summary>Why this cannot go to this phone number, as a sentence; null when it can.</summary>
    public static string? Complaint(string to, OutboundMessage message) =>
        ChannelAddress.Phone(to).Length == 0 ? "Gupshup sends to phone numbers only." : WhatsAppLimits.Complaint(message);

    public static IEnumerable<(string Name, string Value)> Write(GupshupOptions options, GupshupApp? more, string to, OutboundMessage message, string reference)
    {
        var template = message as TemplateMessage;
        var name = template is { SourceName.Length: > 0 } ? template.SourceName : more?.Name ?? options.AppName;
        yield return ("channel", "whatsapp");
        yield return ("source", ChannelAddress.Phone(more?.Source ?? options.Source));
        yield return ("destination", ChannelAddress.Phone(to));
        yield return ("src.name", name);
        if (template is null)
        {
            yield return ("message", WireJson.Write(Message(message, reference)));
            yield break;
        }

        yield return ("template", WireJson.Write(GupshupTemplates.Of(template)));
        if (template.Parts?.File is { } file)
            yield return ("message", WireJson.Write(MetaWriter.Typed(MetaWriter.File(file))));
        if (GupshupTemplates.Postbacks(template) is { Count: > 0 } postbacks)
            yield return ("postbackTexts", postbacks.ToJsonString());
    }

    private static JsonObject Message(OutboundMessage message, string reference) => message switch
    {
        TextMessage text => Text(text.Body),
        ContactRequestMessage request => Text(request.Body),
        LocationRequestMessage request => Text(request.Body),
        ButtonsMessage buttons => new JsonObject
        {
            ["type"] = "quick_reply",
            ["msgid"] = reference,
            ["content"] = Content(buttons),
            ["options"] = new JsonArray([.. buttons.Buttons.Select(button => new JsonObject { ["type"] = "text", ["title"] = button.Title, ["postbackText"] = button.Id })]),
        },
        ListMessage list => List(list, reference),
        ImageMessage image => new JsonObject { ["type"] = "image", ["originalUrl"] = image.Link, ["previewUrl"] = image.Link }.With("caption", image.Caption),
        DocumentMessage document => new JsonObject { ["type"] = "file", ["url"] = document.Link }.With("filename", document.FileName).With("caption", document.Caption),
        VideoMessage video => new JsonObject { ["type"] = "video", ["url"] = video.Link, ["previewUrl"] = video.Link }.With("caption", video.Caption),
        LocationMessage place => new JsonObject { ["type"] = "location", ["longitude"] = place.Longitude, ["latitude"] = place.Latitude }
            .With("name", place.Name).With("address", place.Address),
        LinkMessage link => Link(link),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "Templates have a form of their own."),
    };

    // A footer has a place, and a header that is a picture or a film. A header of words or a document has none: it stands over the body where there is room.
    // Source: Gupshup, "CTA URL Message", docs.gupshup.io/reference/cta-url, as of 3 November 2025.
    private static JsonObject Link(LinkMessage link)
    {
        var shown = link.Frame?.File is { Kind: LinkedFileKind.Image or LinkedFileKind.Video } file ? file : null;
        var body = PlainForm.Framed(link.Body, link.Frame is { } frame ? frame with { Footer = "", File = shown is null ? frame.File : null } : null);
        if (body.Length > WhatsAppLimits.Body) return Text(PlainForm.Of(link));

        var written = new JsonObject { ["type"] = "cta_url", ["body"] = body, ["display_text"] = link.Label, ["url"] = link.Url }.With("footer", link.Frame?.Footer ?? "");
        if (shown is not null) written["header"] = MetaWriter.Typed(MetaWriter.File(shown));
        return written;
    }

    private static JsonObject Text(string body) => new() { ["type"] = "text", ["text"] = body, ["previewUrl"] = false };

    // What is called a caption is shown as the footer.
    private static JsonObject Content(ButtonsMessage buttons)
    {
        var file = buttons.Frame?.File;
        var content = new JsonObject { ["type"] = file is null ? "text" : file.Kind switch { LinkedFileKind.Image => "image", LinkedFileKind.Video => "video", _ => "file" } };
        if (file is not null) content.With("url", file.Link).With("filename", file.Name);
        else content.With("header", buttons.Frame?.Header ?? "");
        return content.With("text", buttons.Body).With("caption", buttons.Frame?.Footer ?? "");
    }

    // Gupshup wants a header and every row's description, also where there is nothing to say.
    // A section's title has 20 characters at Gupshup (24 at Meta): the label that opens the list has the same limit.
    private static JsonObject List(ListMessage list, string reference) => new JsonObject
    {
        ["type"] = "list",
        ["title"] = list.Frame is { Header.Length: > 0 } frame ? frame.Header : list.Open,
        ["body"] = list.Body,
        ["msgid"] = reference,
        ["globalButtons"] = new JsonArray(new JsonObject { ["type"] = "text", ["title"] = list.Open }),
        ["items"] = new JsonArray(new JsonObject
        {
            ["title"] = list.Open,
            ["options"] = new JsonArray([.. list.Rows.Select(row => new JsonObject { ["type"] = "text", ["title"] = row.Title, ["description"] = row.Description, ["postbackText"] = row.Id })]),
        }),
    }.With("footer", list.Frame?.Footer ?? "");
}
