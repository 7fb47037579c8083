using Bot.Engine.Abstractions;

namespace Bot.Tests.Compliance;

/// <summary>A message of every outbound kind; what each looks like on the wire is in <c>Sends/</c>, under the same name.</summary>
internal static class SampleMessages
{
    public const string To = "919812345678";
    public const string Reference = "outbox-1";

    public static TextMessage Text { get; } = new("नमस्ते \"Asha\" & co <3 🙂");

    public static IReadOnlyList<(string Name, OutboundMessage Message)> All { get; } =
    [
        ("text", Text),
        ("buttons", new ButtonsMessage("Is this right?", [new("confirm#yes", "Yes"), new("confirm#no", "No")])),
        ("list", new ListMessage("Which plan?", "Choose", [new("plan#1", "Plan 300", "Security 100"), new("plan#2", "Plan 400", "")])),
        ("image", new ImageMessage("https://example.com/rc.jpg", "Like this")),
        ("image without caption", new ImageMessage("https://example.com/rc.jpg", "")),
        ("document", new DocumentMessage("https://example.com/tag.pdf", "tag.pdf", "Your tag")),
        ("video", new VideoMessage("https://example.com/how.mp4", "Like this")),
        ("location", new LocationMessage(18.52043, 73.856744, "Workshop", "MG Road")),
        ("link", new LinkMessage("On its way.", "Track", "https://example.com/t/1")),
        ("link with header and footer", new LinkMessage("On its way.", "Track", "https://example.com/t/1") { Frame = new("Order 1", "Soon") }),
        ("link under a picture", new LinkMessage("On its way.", "Track", "https://example.com/t/1") { Frame = new("", "", Picture) }),
        ("buttons with header and footer", new ButtonsMessage("Sure?", [new("confirm#yes", "Yes")]) { Frame = new("Order 1", "With GST") }),
        ("buttons under a picture", new ButtonsMessage("Sure?", [new("confirm#yes", "Yes")]) { Frame = new("", "With GST", Picture) }),
        ("buttons under a document", new ButtonsMessage("Sure?", [new("confirm#yes", "Yes")]) { Frame = new("", "", new(LinkedFileKind.Document, "https://example.com/a.pdf", "a.pdf")) }),
        ("list with header and footer", new ListMessage("Which plan?", "Choose", [new("plan#1", "Plan 300", "")]) { Frame = new("Plans", "With GST") }),
        ("contact request", new ContactRequestMessage("Your number?")),
        ("location request", new LocationRequestMessage("Where are you?")),
        ("template with header and buttons", new TemplateMessage("still_there", "en", ["Asha"])
        {
            Parts = new("Order 1", null, [new(0, "confirm#yes", ""), new(2, "", "t%2F1")]),
        }),
        ("template under a film", new TemplateMessage("still_there", "en", []) { Parts = new("", new(LinkedFileKind.Video, "https://example.com/how.mp4"), []) }),
        ("template", new TemplateMessage("lead_status", "en", ["Asha Rao", "Login"], "HomiLoans")),
        ("template without parameters", new TemplateMessage("hello", "hi", [])),
        ("authentication template", new TemplateMessage("otp", "en", ["123456"], Authentication: true)),
    ];

    private static LinkedFile Picture => new(LinkedFileKind.Image, "https://example.com/a.jpg");

    private static string Long(int length) => new('x', length);

    private static Button[] Buttons(int count) => [.. Enumerable.Range(1, count).Select(number => new Button($"id{number}", $"Title {number}"))];

    private static Row[] Rows(int count) => [.. Enumerable.Range(1, count).Select(number => new Row($"id{number}", $"Title {number}", ""))];

    /// <summary>Right at a limit.</summary>
    public static IReadOnlyList<(string Name, OutboundMessage Message)> Fitting { get; } =
    [
        ("text of 4096", new TextMessage(Long(4096))),
        ("3 buttons of 20", new ButtonsMessage(Long(1024), [.. Buttons(2), new(Long(256), Long(20))])),
        ("20 letters of a script that takes several signs for one", new ButtonsMessage("x", [new("id", string.Concat(Enumerable.Repeat("कि", 20)))])),
        ("10 rows at their longest", new ListMessage(Long(1024), Long(20), [.. Rows(9), new(Long(200), Long(24), Long(72))])),
        ("caption of 1024", new ImageMessage("https://example.com/a.jpg", Long(1024))),
        ("header and footer of 60, label of 20", new LinkMessage(Long(1024), Long(20), "https://example.com/") { Frame = new(Long(60), Long(60)) }),
        ("a place at the edge of the map", new LocationMessage(-90, 180, "", "")),
        ("payload of 128", new TemplateMessage("t", "en", []) { Parts = new(Long(60), null, [new(0, Long(128), "")]) }),
        ("code of 15", new TemplateMessage("otp", "en", [Long(15)], Authentication: true)),
    ];

    /// <summary>Over a limit, or without what it needs.</summary>
    public static IReadOnlyList<(string Name, OutboundMessage Message)> Unfitting { get; } =
    [
        ("text of 4097", new TextMessage(Long(4097))),
        ("empty text", new TextMessage(" \n")),
        ("no button", new ButtonsMessage("x", [])),
        ("buttons that were never set", new ButtonsMessage("x", default)),
        ("4 buttons", new ButtonsMessage("x", [.. Buttons(4)])),
        ("button of 21", new ButtonsMessage("x", [new("id", Long(21))])),
        ("button without title", new ButtonsMessage("x", [new("id", "")])),
        ("button id of 257", new ButtonsMessage("x", [new(Long(257), "x")])),
        ("button id with a space after it", new ButtonsMessage("x", [new("id ", "x")])),
        ("two buttons of one title", new ButtonsMessage("x", [new("a", "Yes"), new("b", "Yes")])),
        ("two buttons of one id", new ButtonsMessage("x", [new("a", "Yes"), new("a", "No")])),
        ("buttons under a body of 1025", new ButtonsMessage(Long(1025), [.. Buttons(1)])),
        ("no row", new ListMessage("x", "Open", [])),
        ("11 rows", new ListMessage("x", "Open", [.. Rows(11)])),
        ("list under a body of 1025", new ListMessage(Long(1025), "Open", [.. Rows(1)])),
        ("opening label of 21", new ListMessage("x", Long(21), [.. Rows(1)])),
        ("row title of 25", new ListMessage("x", "Open", [new("a", Long(25), "")])),
        ("row description of 73", new ListMessage("x", "Open", [new("a", "x", Long(73))])),
        ("row id of 201", new ListMessage("x", "Open", [new(Long(201), "x", "")])),
        ("two rows of one id", new ListMessage("x", "Open", [new("a", "x", ""), new("a", "y", "")])),
        ("caption of 1025", new ImageMessage("https://example.com/a.jpg", Long(1025))),
        ("link to a file", new ImageMessage("file:///etc/passwd", "")),
        ("link that is none", new DocumentMessage("tag.pdf", "tag.pdf", "")),
        ("header of 61", new ButtonsMessage("x", [.. Buttons(1)]) { Frame = new(Long(61), "") }),
        ("footer of 61", new ListMessage("x", "Open", [.. Rows(1)]) { Frame = new("", Long(61)) }),
        ("picture over a list", new ListMessage("x", "Open", [.. Rows(1)]) { Frame = new("", "", Picture) }),
        ("header that is no link", new ButtonsMessage("x", [.. Buttons(1)]) { Frame = new("", "", new(LinkedFileKind.Image, "a.jpg")) }),
        ("link of 2001", new LinkMessage("x", "y", "https://example.com/".PadRight(2001, 'x'))),
        ("link label of 21", new LinkMessage("x", Long(21), "https://example.com/")),
        ("link without body", new LinkMessage("", "y", "https://example.com/")),
        ("link to a script", new LinkMessage("x", "y", "javascript:alert(1)")),
        ("film without link", new VideoMessage("", "")),
        ("place beyond the pole", new LocationMessage(90.1, 0, "", "")),
        ("place that is no number", new LocationMessage(double.NaN, 0, "", "")),
        ("payload of 129", new TemplateMessage("t", "en", []) { Parts = new("", null, [new(0, Long(129), "")]) }),
        ("11 buttons of a template", new TemplateMessage("t", "en", []) { Parts = new("", null, [.. Enumerable.Range(0, 11).Select(index => new TemplateButton(index, "x", ""))]) }),
        ("template without name", new TemplateMessage("", "en", [])),
        ("authentication template without code", new TemplateMessage("otp", "en", [], Authentication: true)),
        ("code of 16", new TemplateMessage("otp", "en", [Long(16)], Authentication: true)),
    ];
}
