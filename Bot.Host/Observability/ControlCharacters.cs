using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bot.Host.Observability;

/// <summary>Writes out what a text may not do in a log: begin a line, move the cursor, turn the direction of writing.</summary>
internal static class ControlCharacters
{
    private const string LineIndent = "\n  ";

    /// <summary>C0 and C1 controls, line and paragraph separator, and the signs that turn the direction of what follows (UAX 9).</summary>
    private static readonly SearchValues<char> Moving = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat([0x200E, 0x200F, 0x2028, 0x2029])
            .Concat(Enumerable.Range(0x202A, 5)).Concat(Enumerable.Range(0x2066, 4)).Select(code => (char)code)]);

    public static string Escape(string text) => text.AsSpan().ContainsAny(Moving) ? Written(text) : text;

    /// <summary>The same within each line; every line but the first is indented.</summary>
    public static string EscapeWithinLines(string text) =>
        text.AsSpan().ContainsAny(Moving) ? string.Join(LineIndent, text.ReplaceLineEndings("\n").Split('\n').Select(Escape)) : text;

    private static string Written(string text)
    {
        var written = new StringBuilder(text.Length + 16);
        foreach (var sign in text)
        {
            _ = sign switch
            {
                '\n' => written.Append(@"\n"),
                '\r' => written.Append(@"\r"),
                '\t' => written.Append(@"\t"),
                _ when Moving.Contains(sign) => written.Append(CultureInfo.InvariantCulture, $@"\u{(int)sign:x4}"),
                _ => written.Append(sign),
            };
        }

        return written.ToString();
    }
}
