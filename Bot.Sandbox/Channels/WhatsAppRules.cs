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
        "buttons" => Length("body", message.Text, 1, 1024) ?? Buttons(message.Taps),
        "list" => Length("body", message.Text, 1, 1024) ?? Length("list button", message.Open, 1, 20) ?? Rows(message.Taps),
        "image" or "document" => Length("caption", message.Text, 0, 1024) ?? Length("link", message.Link, 1, 2048),
        "template" => Length("template name", message.Template, 1, 512),
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

    private static string? Edges(string id) => id == id.Trim() ? null : "button id must not begin or end with a space";

    private static string? Length(string what, string text, int least, int most)
    {
        var length = text.EnumerateRunes().Count();
        return length < least || length > most ? $"{what} has {length} characters, allowed are {least} to {most}" : null;
    }
}
