using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Writes a template's values. They are one list: of the header, of the body, of the buttons that open an address.</summary>
internal static class GupshupTemplates
{
    public static JsonObject Of(TemplateMessage template) => new()
    {
        ["id"] = template.Name,
        ["params"] = WireJson.Texts(
        [
            .. template.Parts is { File: null, Header.Length: > 0 } parts ? [parts.Header] : Array.Empty<string>(),
            .. template.Parameters.IsDefault ? [] : template.Parameters,
            .. (template.Parts?.Buttons ?? []).Where(button => button.UrlEnd.Length > 0).Select(button => button.UrlEnd),
        ]),
    };

    /// <summary>What taps on the quick replies bring back.</summary>
    public static JsonArray Postbacks(TemplateMessage template) =>
    [
        .. (template.Parts?.Buttons ?? []).Where(button => button.Payload.Length > 0)
            .Select(button => (JsonNode)new JsonObject { ["index"] = button.Index, ["text"] = button.Payload }),
    ];
}
