using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>
/// Writes messages as activities: buttons as suggested actions, lists as a hero card, files as attachments by link. A tap says the title and brings the id back
/// in the activity's value.
/// </summary>
/// <remarks>
/// <c>messageBack</c> rather than <c>imBack</c>, which shows its value instead of its title; plain text, for what is not marked so is taken for Markdown.
/// Templates are texts that WhatsApp keeps: here their parameters are told.
/// </remarks>
public static class ActivityWriter
{
    /// <summary>Where a tap's value has the id of the button or row.</summary>
    internal const string Payload = "tap";

    /// <summary>Where a tap's value has the title.</summary>
    internal const string Title = "title";

    /// <summary>The kind of a list's attachment.</summary>
    internal const string HeroCard = "application/vnd.microsoft.card.hero";

    /// <summary>Stands between a row's title and its description.</summary>
    internal const string Between = " – ";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".png"] = "image/png", [".gif"] = "image/gif", [".webp"] = "image/webp", [".pdf"] = "application/pdf", [".mp4"] = "video/mp4", [".3gp"] = "video/3gpp",
    };

    /// <summary>A <c>message</c> activity without sender, receiver and id.</summary>
    public static JsonObject Write(OutboundMessage message) => message switch
    {
        TextMessage plain => Saying(plain.Body),
        // There is no request for a number: the question is asked in words.
        ContactRequestMessage request => Saying(request.Body),
        LocationRequestMessage request => Saying(request.Body),
        ButtonsMessage { Frame.File: { } file } buttons => With(Saying(Body(buttons.Body, buttons.Frame), "attachments", File(file)), "suggestedActions", Suggested(buttons)),
        ButtonsMessage buttons => Saying(Body(buttons.Body, buttons.Frame), "suggestedActions", Suggested(buttons)),
        ListMessage list => Saying(Body(list.Body, list.Frame), "attachments", Card(list)),
        LinkMessage link => Saying(Body(link.Body, link.Frame), "attachments", Card(link)),
        LocationMessage place => Saying(PlainForm.Of(place)),
        VideoMessage video => Saying(video.Caption, "attachments", File(video.Link, "video/mp4", "")),
        ImageMessage image => Saying(image.Caption, "attachments", File(image.Link, "image/jpeg", "")),
        DocumentMessage document => Saying(document.Caption, "attachments", File(document.Link, "application/octet-stream", document.FileName)),
        TemplateMessage template => Saying(template.Parameters.IsDefaultOrEmpty ? template.Name : string.Join('\n', template.Parameters)),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message?.GetType().Name, "There is no activity for it."),
    };

    /// <summary>What a row shows: its title and description, or the description alone where it is the title in full.</summary>
    internal static string LabelOf(Row row) =>
        row.Description.Length == 0 ? row.Title
        : row.Description.StartsWith(row.Title.TrimEnd('…', '.', ' '), StringComparison.Ordinal) ? row.Description
        : row.Title + Between + row.Description;

    /// <summary>There is no header and no footer: they are lines of the text. A file goes beside it.</summary>
    private static string Body(string body, MessageFrame? frame) =>
        PlainForm.Framed(body, frame is { File: not null } ? frame with { File = null, Header = "" } : frame);

    private static JsonObject Suggested(ButtonsMessage buttons) =>
        new() { ["actions"] = Actions(buttons.Buttons.Select(button => Action(button.Id, button.Title, button.Title))) };

    private static JsonObject With(JsonObject activity, string name, JsonNode part)
    {
        activity[name] = part;
        return activity;
    }

    private static JsonObject Saying(string text, string name = "", JsonNode? part = null)
    {
        var activity = new JsonObject { ["type"] = "message" };
        if (text.Length > 0) (activity["text"], activity["textFormat"]) = (text, "plain");
        if (part is not null) activity[name] = part;
        return activity;
    }

    private static JsonArray Actions(IEnumerable<JsonObject> actions) => [.. actions];

    private static JsonArray Card(ListMessage list) =>
    [
        new JsonObject
        {
            ["contentType"] = HeroCard,
            ["content"] = new JsonObject { ["buttons"] = Actions(list.Rows.Select(row => Action(row.Id, row.Title, LabelOf(row)))) },
        },
    ];

    private static JsonArray Card(LinkMessage link)
    {
        var open = new JsonObject
        {
            ["contentType"] = HeroCard,
            ["content"] = new JsonObject
            {
                ["buttons"] = new JsonArray(new JsonObject { ["type"] = "openUrl", ["title"] = link.Label, ["value"] = link.Url }),
            },
        };
        return link.Frame?.File is { } file ? [.. File(file).Select(part => part!.DeepClone()), open] : [open];
    }

    private static JsonArray File(LinkedFile file) => File(file.Link, file.Kind switch
    {
        LinkedFileKind.Image => "image/jpeg",
        LinkedFileKind.Video => "video/mp4",
        _ => "application/octet-stream",
    }, file.Name);

    private static JsonObject Action(string id, string title, string label) => new JsonObject
    {
        ["type"] = "messageBack",
        ["title"] = label,
        ["text"] = title,
        ["displayText"] = label,
        ["value"] = new JsonObject { [Payload] = id, [Title] = title },
    };

    private static JsonArray File(string link, string type, string name) =>
    [
        new JsonObject { ["contentType"] = Types.GetValueOrDefault(EndingOf(link), type), ["contentUrl"] = link }.With("name", name),
    ];

    private static string EndingOf(string link) => Uri.TryCreate(link, UriKind.Absolute, out var uri) ? Path.GetExtension(uri.AbsolutePath) : "";
}
