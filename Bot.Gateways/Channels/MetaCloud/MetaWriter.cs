using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Writes the body of <c>POST {ApiUrl}/{PhoneNumberId}/messages</c>.</summary>
internal static class MetaWriter
{
    /// <summary>Why this cannot go to this address, as a sentence; null when it can.</summary>
    public static string? Complaint(string to, OutboundMessage message)
    {
        var user = ChannelAddress.IsUserId(to);
        if (!user && ChannelAddress.Phone(to).Length == 0)
            return "The address is neither a phone number nor a user id.";
        if (user && message is TemplateMessage { Authentication: true })
            return "WhatsApp sends authentication templates to phone numbers only.";
        return WhatsAppLimits.Complaint(message);
    }

    public static string Write(string to, OutboundMessage message, string reference)
    {
        var body = new JsonObject { ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual" };
        if (ChannelAddress.IsUserId(to))
            body["recipient"] = to;
        else
            body["to"] = ChannelAddress.Phone(to);

        var (type, part) = Part(message);
        body["type"] = type;
        body[type] = part;
        return WireJson.Write(body.With("biz_opaque_callback_data", reference.Length <= WhatsAppLimits.Reference ? reference : ""));
    }

    /// <summary>The interactive object of buttons and lists. Interakt takes the same one.</summary>
    public static JsonObject Interactive(OutboundMessage message) => message switch
    {
        ButtonsMessage buttons => Interactive("button", buttons.Body, new JsonObject
        {
            ["buttons"] = new JsonArray([.. buttons.Buttons.Select(button => new JsonObject
            {
                ["type"] = "reply",
                ["reply"] = new JsonObject { ["id"] = button.Id, ["title"] = button.Title },
            })]),
        }),
        ListMessage list => Interactive("list", list.Body, new JsonObject
        {
            ["button"] = list.Open,
            ["sections"] = new JsonArray(new JsonObject
            {
                ["rows"] = new JsonArray([.. list.Rows.Select(row => new JsonObject { ["id"] = row.Id, ["title"] = row.Title }.With("description", row.Description))]),
            }),
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "Only buttons and lists are interactive."),
    };

    private static JsonObject Interactive(string type, string body, JsonObject action) =>
        new() { ["type"] = type, ["body"] = new JsonObject { ["text"] = body }, ["action"] = action };

    private static (string Type, JsonObject Part) Part(OutboundMessage message) => message switch
    {
        TextMessage text => ("text", new JsonObject { ["body"] = text.Body, ["preview_url"] = false }),
        ContactRequestMessage request => ("interactive", Interactive("request_contact_info", request.Body, new() { ["name"] = "request_contact_info" })),
        LocationRequestMessage request => ("interactive", Interactive("location_request_message", request.Body, new() { ["name"] = "send_location" })),
        ImageMessage image => ("image", new JsonObject { ["link"] = image.Link }.With("caption", image.Caption)),
        DocumentMessage document => ("document", new JsonObject { ["link"] = document.Link }.With("filename", document.FileName).With("caption", document.Caption)),
        TemplateMessage template => ("template", Template(template)),
        _ => ("interactive", Interactive(message)),
    };

    private static JsonObject Template(TemplateMessage template)
    {
        var components = new JsonArray();
        if (!template.Parameters.IsDefaultOrEmpty)
            components.Add(new JsonObject { ["type"] = "body", ["parameters"] = Texts(template.Parameters) });

        // The code stands twice: in the text, and behind the button that copies it.
        if (template.Authentication)
            components.Add(new JsonObject { ["type"] = "button", ["sub_type"] = "url", ["index"] = "0", ["parameters"] = Texts([template.Parameters[0]]) });

        var json = new JsonObject { ["name"] = template.Name, ["language"] = new JsonObject { ["code"] = template.Language } };
        if (components.Count > 0)
            json["components"] = components;
        return json;
    }

    private static JsonArray Texts(ImmutableArray<string> parameters) =>
        [.. parameters.Select(text => new JsonObject { ["type"] = "text", ["text"] = text })];
}
