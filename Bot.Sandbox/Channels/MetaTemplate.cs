using System.Text.Json;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Channels;

/// <summary>Meta's template object: what fills its header, its body and its buttons.</summary>
internal static class MetaTemplate
{
    public static SandboxSent Read(SandboxSent message, JsonElement template)
    {
        var components = template.Items("components").ToList();
        var header = components.Where(component => component.Text("type") == "header").SelectMany(component => component.Items("parameters")).ToList();
        return message with
        {
            Template = template.Text("name"),
            Parameters = [.. components.Where(component => component.Text("type") == "body").SelectMany(component => component.Items("parameters")).Select(Text)],
            Header = header.Select(Text).FirstOrDefault() ?? "",
            HeaderFile = header.Select(MetaInteractive.FileIn).FirstOrDefault(file => file is not null),
            Taps = [.. components.Where(component => component.Text("sub_type") == "quick_reply").SelectMany(component => component.Items("parameters"))
                .Select(parameter => Tap(parameter.Text("payload")))],
        };
    }

    /// <summary>What a quick reply of a template reads is known to the provider alone: the phone shows what it brings back.</summary>
    public static SandboxTap Tap(string payload) => new(payload, payload[(payload.IndexOf('#', StringComparison.Ordinal) + 1)..]);

    private static string Text(JsonElement parameter) => parameter.Text("text");
}
