using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Templates.Rendering;

namespace Bot.Templates.Loading;

/// <summary>Reads a message that is written as a map: its text and what it carries besides.</summary>
internal sealed class MessagePartsReader(string file, string[] lines, ICollection<Issue> issues) : EntryReader(file, lines, issues)
{
    private static readonly string[] Pictures = ["jpg", "jpeg", "png"];

    private static readonly string[] Films = ["mp4", "3gp"];

    /// <summary>Endings of files that are surely what they are called, and no answer of a program.</summary>
    private static readonly string[] Files =
        [.. Pictures, .. Films, "pdf", "gif", "svg", "webp", "bmp", "tif", "tiff", "heic", "mov", "avi", "mkv", "webm", "mp3", "ogg", "doc", "docx", "xls", "xlsx", "zip"];

    /// <summary>Null where nothing of it can be said.</summary>
    public MessageEntry? Read(YamlEntry entry, YamlMap map)
    {
        MessageEntry? text = null;
        var parts = new MessageParts();
        foreach (var part in map.Entries)
        {
            if (part.Key == "text") text = TemplateOf(entry.Key, part.Value, "a message");
            else parts = With(parts, entry.Key, part);
        }

        Judge(entry, map, parts);
        if (text is null && parts is { File: null, Place: null })
        {
            if (map.Entries.All(part => part.Key is not ("text" or "image" or "video" or "document" or "location")))
                Tell(entry, $"the message '{entry.Key}' has no text", "text: and what is to be said");
            return null;
        }

        return (text ?? Silent(entry.Key, map)) with { Parts = parts };
    }

    /// <summary>A picture, film or document: its address, or a map with its name.</summary>
    public FilePart? FileOf(string key, YamlEntry part)
    {
        var kind = Enum.Parse<LinkedFileKind>(part.Key, ignoreCase: true);
        if (part.Value is not YamlMap map) return FileLinkOf(kind, key, part) is { } link ? new(kind, link, null) : null;

        var (url, name) = ((LinkEntry?)null, (MessageEntry?)null);
        foreach (var piece in map.Entries)
        {
            switch (piece.Key)
            {
                case "url": url = FileLinkOf(kind, key, piece); break;
                case "name" when kind == LinkedFileKind.Document: name = TemplateOf(key, piece.Value, "a name"); break;
                case "name": Tell(piece, "only a document has a name", "leave it out"); break;
                default: Unknown(piece, $"'{part.Key}'", MessagesKeys.File); break;
            }
        }

        if (map.Entries.All(piece => piece.Key != "url")) Tell(part, $"'{part.Key}' has no address", "url: https://.. in it");
        return url is null ? null : new(kind, url, name);
    }

    /// <summary>Where a picture or film lies. An address without an ending may bring anything.</summary>
    private LinkEntry? FileLinkOf(LinkedFileKind kind, string key, YamlEntry part)
    {
        var link = LinkOf(key, part);
        if (link is null || link.Pieces is not [.., { Value: null, Words: var end }]) return link;

        var ending = Path.GetExtension(end.Split('?', '#')[0]).TrimStart('.').ToLowerInvariant();
        var (called, taken) = kind == LinkedFileKind.Image ? ("picture", Pictures) : ("film", Films);
        if (kind != LinkedFileKind.Document && Files.Contains(ending) && !taken.Contains(ending))
            Tell(part.Value, $"a file that ends with .{ending} is no {called} that WhatsApp shows", $"the address of a .{string.Join(" or .", taken)} file, or document:");
        return link;
    }

    /// <summary>An address that begins with https and a host, or is one value as a whole.</summary>
    private LinkEntry? LinkOf(string key, YamlEntry part)
    {
        if (TemplateOf(key, part.Value, "an address") is not { Template: not FaultyTemplate } whole || part.Value is not YamlText { Text: var written }) return null;

        var text = written.Trim();
        if (LinkEntry.Of(whole, text) is not { } link)
        {
            Tell(part.Value, "an address holds words and values only", "https://host/path/{{ slot }}, or one value that is the whole address");
            return null;
        }

        var start = link.Pieces[0].Words;
        var isOne = link.Pieces is [{ Value: not null }];
        if (isOne || (start.StartsWith("https://", StringComparison.Ordinal) && start.AsSpan(8).IndexOf('/') is var slash
            && (slash > 0 || (link.Pieces.Length == 1 && slash < 0)) && Uri.TryCreate(start, UriKind.Absolute, out _))) return link;

        Tell(part.Value, $"'{text}' is no address that a phone can open", "https:// and the host written out, as in https://shop.example/{{ id }}, or one value that is the whole address");
        return null;
    }

    private MessageParts With(MessageParts parts, string key, YamlEntry part) => part.Key switch
    {
        "header" => parts with { Header = TemplateOf(key, part.Value, "a header") },
        "footer" => parts with { Footer = TemplateOf(key, part.Value, "a footer") },
        "image" or "video" or "document" => parts with { File = FileOf(key, part) },
        "location" => parts with { Place = PlaceOf(key, part) },
        "link" => parts with { Link = ButtonOf(key, part) },
        "request" => parts with { Asks = RequestOf(part) },
        _ => Unknown(part, "a message", MessagesKeys.Message) ? parts : parts,
    };

    private LinkPart? ButtonOf(string key, YamlEntry part)
    {
        var (label, url) = ((MessageEntry?)null, (LinkEntry?)null);
        if (part.Value is YamlText { Text: [_, ..] address })
        {
            Tell(part.Value, "'link' is a button, which has words and an address", $"link: {{ label: Open, url: {address.Trim()} }}");
            return null;
        }

        foreach (var piece in MapOf(part))
        {
            switch (piece.Key)
            {
                case "label": label = TemplateOf(key, piece.Value, "a label"); break;
                case "url": url = LinkOf(key, piece); break;
                default: Unknown(piece, "'link'", MessagesKeys.Link); break;
            }
        }

        if (part.Value is YamlMap map && MessagesKeys.Link.FirstOrDefault(wanted => map.Entries.All(piece => piece.Key != wanted)) is { } missing)
            Tell(part, $"'link' has no {missing}", "{ label: Track, url: https://shop.example/track/{{ id }} }");
        return label is null || url is null ? null : new(label, url);
    }

    private PlacePart? PlaceOf(string key, YamlEntry part)
    {
        var texts = new Dictionary<string, MessageEntry?>(StringComparer.Ordinal);
        foreach (var piece in MapOf(part))
        {
            if (MessagesKeys.Location.Contains(piece.Key)) texts[piece.Key] = TemplateOf(key, piece.Value, $"'{piece.Key}'");
            else Unknown(piece, "'location'", MessagesKeys.Location);
        }

        var at = texts.GetValueOrDefault("at");
        ImmutableArray<MessageEntry> degrees = at is not null ? [at]
            : texts.GetValueOrDefault("latitude") is { } latitude && texts.GetValueOrDefault("longitude") is { } longitude ? [latitude, longitude] : [];
        var written = string.Join(',', degrees.Select(entry => entry.Text.Text.Text));
        if (degrees.IsEmpty || (degrees.All(entry => entry.Template.Uses.IsEmpty) && PlacePart.Read(written) is null))
        {
            Tell(part, "'location' says no place on the map", "{ latitude: 18.52043, longitude: 73.856744, name: Workshop }, or at: \"{{ slot }}\" with a slot of the type location");
            return null;
        }

        return new(degrees, texts.GetValueOrDefault("name"), texts.GetValueOrDefault("address"));
    }

    private string RequestOf(YamlEntry part)
    {
        var said = TextOf(part, "'request'");
        if (said is null || MessagesKeys.Requests.Contains(said)) return said ?? "";
        Tell(part.Value, $"'{said}' cannot be asked for with one tap", string.Join(" or ", MessagesKeys.Requests));
        return "";
    }

    /// <summary>What does not go together in one message of WhatsApp's.</summary>
    private void Judge(YamlEntry entry, YamlMap map, MessageParts parts)
    {
        foreach (var part in map.Entries.Where(part => part.Value is YamlText { Text: "" } && part.Key == "link"))
            Tell(part, $"'{part.Key}' holds nothing", "what it carries, or nothing of it");
        var carried = map.Entries.Where(part => MessagesKeys.Files.Contains(part.Key) || part.Key == "location").ToList();
        if (carried.Count > 1) Tell(carried[1], $"the message '{entry.Key}' carries {string.Join(" and ", carried.Select(part => $"'{part.Key}'"))}", "one of them, and the other in a message of its own");
        if (parts is { File: not null, Header: not null }) Tell(entry, $"the message '{entry.Key}' has a header and a file, which stands in its place", "one of the two");
        if (parts.Asks.Length > 0 && (carried.Count > 0 || parts.Link is not null))
            Tell(entry, $"the message '{entry.Key}' asks for a {parts.Asks} and carries something", "a message for each");
    }

    private MessageEntry Silent(string key, YamlMap map) =>
        new(key, TemplateReader.ReadForChecks("").Template, new(File, new YamlText("", false, map.Line, map.Column), Lines));

    private bool Unknown(YamlEntry piece, string where, IEnumerable<string> known)
    {
        Tell(piece, $"'{piece.Key}' is no part of {where}", Known.Instead(piece.Key, known));
        return true;
    }
}
