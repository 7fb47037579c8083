using System.Collections.Immutable;
using Bot.Engine.Abstractions;

namespace Bot.Templates.Fitting;

/// <summary>
/// Puts what a message carries into as few messages as WhatsApp takes. What has no place in the form that carries the rest goes ahead as a message of its own,
/// or becomes words; the table stands in docs/messages.md.
/// </summary>
internal static class PartsFit
{
    /// <summary>With nothing to choose from.</summary>
    public static ImmutableArray<OutboundMessage> Alone(string body, ShownParts parts)
    {
        if (parts.HasLink) return Link(body, parts);

        var text = parts.Around(body);
        if (parts.File is { } file) return text.Length <= WhatsAppLimits.Caption ? [Message(file, text)] : [Message(file, ""), .. Texts(text)];
        if (parts.Place is { } place) return [.. Texts(text), place];
        if (parts.Asks.Length == 0 || text.Length is 0 or > WhatsAppLimits.InteractiveBody) return Texts(text);
        return [parts.Asks == "contact" ? new ContactRequestMessage(text) : new LocationRequestMessage(text)];
    }

    /// <summary>With choices under it: they show what has a place there, and the rest goes ahead.</summary>
    /// <param name="fitted">The message without what it carries.</param>
    public static ImmutableArray<OutboundMessage> Over(ImmutableArray<OutboundMessage> fitted, ShownParts parts)
    {
        var messages = fitted.ToBuilder();
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i] is not FramedMessage framed) continue;

            var holdsFile = framed is ButtonsMessage;
            messages[i] = framed with { Frame = parts.Frame(holdsFile) };
            if (!holdsFile && parts.File is { } file) messages.Insert(0, Message(file, ""));
            break;
        }

        if (parts.Place is { } place) messages.Insert(0, place);
        return messages.ToImmutable();
    }

    /// <summary>All of it in words, for what shows no more.</summary>
    public static string Words(string body, ShownParts parts) => string.Join('\n', new[]
    {
        parts.Around(body),
        parts.File?.Link ?? "",
        parts.Place is { } place ? string.Join(", ", new[] { place.Name, place.Address }.Where(part => part.Length > 0)) : "",
        parts.HasLink ? $"{parts.Label}: {parts.Url}" : "",
    }.Where(line => line.Length > 0));

    private static ImmutableArray<OutboundMessage> Link(string body, ShownParts parts)
    {
        OutboundMessage Over(string text) =>
            new LinkMessage(text, TextCut.Within(parts.Label, WhatsAppLimits.LinkLabel), parts.Url) { Frame = parts.Frame(file: true) };
        ImmutableArray<OutboundMessage> before = parts.Place is { } place ? [place] : [];
        return body.Length is > 0 and <= WhatsAppLimits.InteractiveBody ? [.. before, Over(body)] : [.. before, .. Texts(body), Over(parts.Label)];
    }

    private static OutboundMessage Message(LinkedFile file, string caption) => file.Kind switch
    {
        LinkedFileKind.Image => new ImageMessage(file.Link, caption),
        LinkedFileKind.Video => new VideoMessage(file.Link, caption),
        _ => new DocumentMessage(file.Link, file.Name, caption),
    };

    private static ImmutableArray<OutboundMessage> Texts(string text) =>
        text.Length == 0 ? [] : [.. TextCut.Split(text, WhatsAppLimits.Text).Select(piece => new TextMessage(piece))];
}
