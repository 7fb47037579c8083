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

    /// <summary>The interactive object. Interakt takes the same one of buttons and lists.</summary>
    public static JsonObject Interactive(OutboundMessage message) => message switch
    {
        ButtonsMessage buttons => Interactive("button", buttons.Body, buttons.Frame, new JsonObject
        {
            ["buttons"] = new JsonArray([.. buttons.Buttons.Select(button => new JsonObject
            {
                ["type"] = "reply",
                ["reply"] = new JsonObject { ["id"] = button.Id, ["title"] = button.Title },
            })]),
        }),
        ListMessage list => Interactive("list", list.Body, list.Frame, new JsonObject
        {
            ["button"] = list.Open,
            ["sections"] = new JsonArray(new JsonObject
            {
                ["rows"] = new JsonArray([.. list.Rows.Select(row => new JsonObject { ["id"] = row.Id, ["title"] = row.Title }.With("description", row.Description))]),
            }),
        }),
        LinkMessage link => Interactive("cta_url", link.Body, link.Frame, new JsonObject
        {
            ["name"] = "cta_url",
            ["parameters"] = new JsonObject { ["display_text"] = link.Label, ["url"] = link.Url },
        }),
        ContactRequestMessage request => Interactive("request_contact_info", request.Body, null, new() { ["name"] = "request_contact_info" }),
        LocationRequestMessage request => Interactive("location_request_message", request.Body, null, new() { ["name"] = "send_location" }),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "It is not interactive."),
    };

    /// <summary>A picture, film or document by link, under its own name: in a header, or as a message.</summary>
    internal static (string Type, JsonObject Part) File(LinkedFile file) => file.Kind switch
    {
        LinkedFileKind.Image => ("image", new JsonObject { ["link"] = file.Link }),
        LinkedFileKind.Video => ("video", new JsonObject { ["link"] = file.Link }),
        _ => ("document", new JsonObject { ["link"] = file.Link }.With("filename", file.Name)),
    };

    private static JsonObject Interactive(string type, string body, MessageFrame? frame, JsonObject action)
    {
        var interactive = new JsonObject { ["type"] = type };
        if (frame?.File is { } file)
            interactive["header"] = Typed(File(file));
        else if (frame is { Header.Length: > 0 })
            interactive["header"] = new JsonObject { ["type"] = "text", ["text"] = frame.Header };
        interactive["body"] = new JsonObject { ["text"] = body };
        if (frame is { Footer.Length: > 0 })
            interactive["footer"] = new JsonObject { ["text"] = frame.Footer };
        interactive["action"] = action;
        return interactive;
    }

    /// <summary>An object that says its type beside the part of that name.</summary>
    internal static JsonObject Typed((string Type, JsonObject Part) part) => new() { ["type"] = part.Type, [part.Type] = part.Part };

    private static (string Type, JsonObject Part) Part(OutboundMessage message) => message switch
    {
        TextMessage text => ("text", new JsonObject { ["body"] = text.Body, ["preview_url"] = false }),
        ImageMessage image => ("image", new JsonObject { ["link"] = image.Link }.With("caption", image.Caption)),
        DocumentMessage document => ("document", new JsonObject { ["link"] = document.Link }.With("filename", document.FileName).With("caption", document.Caption)),
        VideoMessage video => ("video", new JsonObject { ["link"] = video.Link }.With("caption", video.Caption)),
        LocationMessage place => ("location",
            new JsonObject { ["latitude"] = place.Latitude, ["longitude"] = place.Longitude }.With("name", place.Name).With("address", place.Address)),
        TemplateMessage template => ("template", MetaTemplates.Write(template)),
        _ => ("interactive", Interactive(message)),
    };
}
