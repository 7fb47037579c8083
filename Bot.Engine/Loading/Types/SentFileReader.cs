using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Reads <c>{ type: document, formats: [pdf] }</c>.</summary>
internal static class SentFileReader
{
    public static InputType Read(MapReader map, string kind)
    {
        var formats = map.Names("formats");
        foreach (var (format, at) in formats.Where(format => !IsEnding(format.Name)))
            map.Report(at, $"'{format}' is no format", "write the end of a media type: pdf, jpeg, ogg");
        foreach (var (format, at) in formats.Where(format => IsEnding(format.Name) && !FileEndings.All.Contains(format.Name)))
            map.Report(at, $"no file that WhatsApp sends is a '{format}'", Nearest.Instead(format, FileEndings.All, "write pdf, docx, jpeg, ogg or the end of another media type"), warning: true);
        return new SentFile(kind, [.. formats.Select(format => format.Name)]);
    }

    private static bool IsEnding(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');
}
