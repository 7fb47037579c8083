using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>Writes a template's values. They are one list: of the header, of the body, of the buttons that open an address.</summary>
/// <remarks>Source: Gupshup, docs.gupshup.io/reference/get-business-details and the page on limited time offers (seen on 29 November 2026): all parameters in
/// one list and in order; <c>postbackTexts</c> with the button's index from 0. That the ends of addresses stand last is said nowhere: it follows from
/// "in order", for buttons stand under the body.</remarks>
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
