using System.Text.Json;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Channels;

/// <summary>Meta's interactive object; Interakt passes the same one along.</summary>
internal static class MetaInteractive
{
    /// <summary>The message with its buttons or rows read from an interactive object.</summary>
    public static SandboxSent Read(SandboxSent message, JsonElement interactive)
    {
        var list = interactive.Text("type") == "list";
        return message with
        {
            Kind = interactive.Text("type") switch
            {
                "button" => "buttons",
                "list" => "list",
                "request_contact_info" => "contactRequest",
                "location_request_message" => "locationRequest",
                "cta_url" => "link",
                var other => "interactive " + other,
            },
            Text = interactive.Text("body", "text"),
            Header = interactive.Text("header", "text"),
            HeaderFile = FileIn(interactive.At("header")),
            Footer = interactive.Text("footer", "text"),
            Link = interactive.Text("action", "parameters", "url"),
            Open = interactive.Text("action", "parameters", "display_text") is { Length: > 0 } label ? label : interactive.Text("action", "button"),
            Taps = list
                ? [.. interactive.Items("action", "sections").SelectMany(section => section.Items("rows")).Select(row => new SandboxTap(row.Text("id"), row.Text("title"), row.Text("description")))]
                : [.. interactive.Items("action", "buttons").Select(button => new SandboxTap(button.Text("reply", "id"), button.Text("reply", "title")))],
        };
    }

    /// <summary>The file in a header, or in a parameter of a template's header: an object that says its type, with a part of that name.</summary>
    public static SandboxFile? FileIn(JsonElement header) => header.Text("type") is "image" or "video" or "document"
        ? new(header.Text("type"), header.Text(header.Text("type"), "link"), header.Text(header.Text("type"), "filename"))
        : null;
}
