using System.Globalization;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Channels;

/// <summary>What WhatsApp refuses. Lengths are counted in Unicode code points, as the length limits of Meta's published specification are.</summary>
internal static class WhatsAppRules
{
    /// <summary>The first limit a message breaks, in words; null when it breaks none.</summary>
    public static string? Broken(SandboxSent message) => message.Kind switch
    {
        "text" => Length("text body", message.Text, 1, 4096),
        "contactRequest" or "locationRequest" => Length("body", message.Text, 1, 1024),
        "buttons" => Length("body", message.Text, 1, 1024) ?? Buttons(message.Taps) ?? Frame(message),
        "link" => Length("body", message.Text, 1, 1024) ?? Length("link label", message.Open, 1, 20) ?? Address(message.Link) ?? Frame(message),
        "list" when message.HeaderFile is not null => "a list has a text header or none",
        "list" => Frame(message) ?? Length("body", message.Text, 1, 1024) ?? Length("list button", message.Open, 1, 20) ?? Rows(message.Taps),
        "image" or "video" or "document" => Length("caption", message.Text, 0, 1024) ?? Address(message.Link),
        "location" => Place(message.Link),
        "template" => Length("template name", message.Template, 1, 512) ?? Frame(message)
            ?? message.Taps.Select(tap => Length("payload", tap.Id, 1, 128)).FirstOrDefault(broken => broken is not null),
        _ => $"type {message.Kind} is not supported",
    };

    private static string? Buttons(IReadOnlyList<SandboxTap> buttons)
    {
        if (buttons.Count is < 1 or > 3) return $"{buttons.Count} buttons, allowed are 1 to 3";
        if (buttons.Select(button => button.Title).Distinct().Count() < buttons.Count) return "button titles must differ";
        return buttons.Select(button => Length("button title", button.Title, 1, 20) ?? Length("button id", button.Id, 1, 256) ?? Edges(button.Id))
            .FirstOrDefault(broken => broken is not null);
    }

    private static string? Rows(IReadOnlyList<SandboxTap> rows)
    {
        if (rows.Count is < 1 or > 10) return $"{rows.Count} rows, allowed are 1 to 10 over all sections";
        if (rows.Select(row => row.Id).Distinct().Count() < rows.Count) return "row ids must differ";
        return rows.Select(row => Length("row title", row.Title, 1, 24) ?? Length("row id", row.Id, 1, 200) ?? Length("row description", row.Description, 0, 72))
            .FirstOrDefault(broken => broken is not null);
    }

    private static string? Frame(SandboxSent message) =>
        Length("header", message.Header, 0, 60) ?? Length("footer", message.Footer, 0, 60) ?? (message.HeaderFile is { } file ? Address(file.Link) : null);

    private static string? Address(string link) =>
        Length("link", link, 1, 2000)
            ?? (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? null : "link is no web address");

    private static string? Place(string place) =>
        place.Split(',') is [var north, var east] && double.TryParse(north, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(east, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180
            ? null
            : "latitude or longitude is missing or out of range";

    private static string? Edges(string id) => id == id.Trim() ? null : "button id must not begin or end with a space";

    private static string? Length(string what, string text, int least, int most)
    {
        var length = text.EnumerateRunes().Count();
        return length < least || length > most ? $"{what} has {length} characters, allowed are {least} to {most}" : null;
    }
}
