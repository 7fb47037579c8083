using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Writes the template object: what fills its header, its body and its buttons.</summary>
internal static class MetaTemplates
{
    public static JsonObject Write(TemplateMessage template)
    {
        var components = new JsonArray();
        if (template.Parts?.File is { } file)
            components.Add(new JsonObject { ["type"] = "header", ["parameters"] = new JsonArray(MetaWriter.Typed(MetaWriter.File(file))) });
        else if (template.Parts is { Header.Length: > 0 } parts)
            components.Add(new JsonObject { ["type"] = "header", ["parameters"] = Texts([parts.Header]) });
        if (!template.Parameters.IsDefaultOrEmpty)
            components.Add(new JsonObject { ["type"] = "body", ["parameters"] = Texts(template.Parameters) });

        // The code stands twice: in the text, and behind the button that copies it.
        if (template.Authentication)
            components.Add(Button(0, "url", Texts([template.Parameters[0]])));
        foreach (var button in template.Parts?.Buttons ?? [])
        {
            components.Add(button.Payload.Length > 0
                ? Button(button.Index, "quick_reply", new JsonArray(new JsonObject { ["type"] = "payload", ["payload"] = button.Payload }))
                : Button(button.Index, "url", Texts([button.UrlEnd])));
        }

        var json = new JsonObject { ["name"] = template.Name, ["language"] = new JsonObject { ["code"] = template.Language } };
        if (components.Count > 0)
            json["components"] = components;
        return json;
    }

    private static JsonObject Button(int index, string type, JsonArray parameters) => new()
    {
        ["type"] = "button",
        ["sub_type"] = type,
        ["index"] = index.ToString(CultureInfo.InvariantCulture),
        ["parameters"] = parameters,
    };

    private static JsonArray Texts(ImmutableArray<string> parameters) =>
        [.. parameters.Select(text => new JsonObject { ["type"] = "text", ["text"] = text })];
}
