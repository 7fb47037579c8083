using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.MetaCloud;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>Writes the body of <c>POST /v1/public/message/</c>. Buttons and lists are Meta's object.</summary>
internal static class InteraktWriter
{
    /// <summary>Why this cannot go to this address, as a sentence; null when it can.</summary>
    public static string? Complaint(string to, OutboundMessage message) =>
        ChannelAddress.Phone(to).Length == 0 ? "Interakt sends to phone numbers only." : WhatsAppLimits.Complaint(message);

    public static string Write(string to, OutboundMessage message, string reference)
    {
        var (code, national) = CountryCode.Split(ChannelAddress.Phone(to));
        var (type, name, part) = Part(message);
        var body = new JsonObject { ["countryCode"] = code, ["phoneNumber"] = national }
            .With("callbackData", reference.Length <= WhatsAppLimits.Reference ? reference : "");
        body["type"] = type;
        body[name] = part;
        return WireJson.Write(body);
    }

    private static (string Type, string Name, JsonObject Part) Part(OutboundMessage message) => message switch
    {
        TextMessage text => ("Text", "data", new JsonObject { ["message"] = text.Body }),
        ContactRequestMessage request => ("Text", "data", new JsonObject { ["message"] = request.Body }),
        LocationRequestMessage request => ("Text", "data", new JsonObject { ["message"] = request.Body }),
        ButtonsMessage => ("InteractiveButton", "data", new JsonObject { ["message"] = MetaWriter.Interactive(message) }),
        ListMessage => ("InteractiveList", "data", new JsonObject { ["message"] = MetaWriter.Interactive(message) }),
        ImageMessage image => ("Image", "data", new JsonObject { ["mediaUrl"] = image.Link }.With("message", image.Caption)),
        DocumentMessage document => ("Document", "data", new JsonObject { ["mediaUrl"] = document.Link }.With("message", document.Caption).With("fileName", document.FileName)),
        VideoMessage video => ("Video", "data", new JsonObject { ["mediaUrl"] = video.Link }.With("message", video.Caption)),
        LinkMessage link => ("Text", "data", new JsonObject { ["message"] = PlainForm.Of(link) }),
        LocationMessage place => ("Text", "data", new JsonObject { ["message"] = PlainForm.Of(place) }),
        TemplateMessage template => ("Template", "template", Template(template)),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "Interakt has no form for it."),
    };

    private static JsonObject Template(TemplateMessage template)
    {
        var json = new JsonObject { ["name"] = template.Name, ["languageCode"] = template.Language };
        if (!template.Parameters.IsDefaultOrEmpty)
            json["bodyValues"] = WireJson.Texts(template.Parameters);

        if (template.Parts is { } parts)
        {
            if ((parts.File?.Link ?? parts.Header) is { Length: > 0 } header)
                json["headerValues"] = WireJson.Texts([header]);
            json.With("fileName", parts.File?.Name ?? "");
        }

        // A payload has no place here: a tap on a quick reply brings back its words.
        var links = (template.Parts?.Buttons ?? []).Where(button => button.UrlEnd.Length > 0).ToDictionary(button => button.Index, button => button.UrlEnd);
        // The code stands twice: in the text, and behind the button that copies it.
        if (template.Authentication)
            links[0] = template.Parameters[0];
        if (links.Count > 0)
        {
            json["buttonValues"] = new JsonObject(links.Select(link =>
                KeyValuePair.Create<string, JsonNode?>(link.Key.ToString(CultureInfo.InvariantCulture), WireJson.Texts([link.Value]))));
        }

        return json;
    }
}
