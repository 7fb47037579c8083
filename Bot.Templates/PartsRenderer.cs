using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Templates.Fitting;
using Bot.Templates.Loading;
using Bot.Templates.Rendering;

namespace Bot.Templates;

/// <summary>Renders what messages and templates carry besides their text. What is nothing with the values at hand is left out.</summary>
internal static class PartsRenderer
{
    public static ShownParts Of(MessageParts parts, in RenderScope scope) => new(
        LineOf(parts.Header, scope),
        LineOf(parts.Footer, scope),
        FileOf(parts.File, scope),
        PlaceOf(parts.Place, scope),
        LineOf(parts.Link?.Label, scope),
        parts.Link is { } link ? AddressOf(link.Url, scope) : "",
        parts.Asks);

    public static TemplateParts? Of(TemplatePartEntries? parts, in RenderScope scope)
    {
        if (parts is null) return null;

        var buttons = ImmutableArray.CreateBuilder<TemplateButton>();
        foreach (var button in parts.Buttons)
        {
            var payload = button.Option.Length > 0 ? PayloadOf(button.Option, scope) : LineOf(button.Reply, scope);
            var end = button.Url is null ? "" : Uri.EscapeDataString(LineOf(button.Url, scope));
            if (payload.Length + end.Length > 0) buttons.Add(new(button.Index, payload[..Math.Min(payload.Length, WhatsAppLimits.Payload)], end));
        }

        return new(TextCut.Within(LineOf(parts.Header, scope), WhatsAppLimits.Header), FileOf(parts.File, scope), buttons.ToImmutable());
    }

    private static LinkedFile? FileOf(FilePart? file, in RenderScope scope)
    {
        if (file is null || AddressOf(file.Link, scope) is not { Length: > 0 } link) return null;

        var name = file.Kind != LinkedFileKind.Document ? ""
            : LineOf(file.Name, scope) is { Length: > 0 } written ? written
            : Uri.UnescapeDataString(new Uri(link).Segments[^1].Trim('/'));
        return new(file.Kind, link, TextCut.Within(name, WhatsAppLimits.FileName));
    }

    private static LocationMessage? PlaceOf(PlacePart? place, in RenderScope scope)
    {
        if (place is null) return null;

        var degrees = new List<string>();
        foreach (var entry in place.Degrees) degrees.Add(LineOf(entry, scope));
        return PlacePart.Read(string.Join(',', degrees)) is var (latitude, longitude)
            ? new(latitude, longitude, LineOf(place.Name, scope), LineOf(place.Address, scope)) : null;
    }

    private static string AddressOf(LinkEntry link, in RenderScope scope) =>
        link.Render(scope) is { Length: <= WhatsAppLimits.WebAddress } address ? address : "";

    /// <summary>The tap that chooses an option of the message; the option's value where the message does not offer it.</summary>
    private static string PayloadOf(string option, in RenderScope scope)
    {
        foreach (var choice in scope.Reply.Choices)
        {
            if (choice.Value == option)
                return choice.Payload.Trim();
        }

        return option;
    }

    private static string LineOf(MessageEntry? entry, in RenderScope scope) =>
        entry is null ? "" : string.Join(' ', entry.Template.Render(scope).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
