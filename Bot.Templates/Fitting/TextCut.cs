using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Templates.Fitting;

/// <summary>Cuts text to lengths without ever cutting through what a reader sees as one sign.</summary>
/// <remarks>Lengths are UTF-16 units. WhatsApp does not say what it counts, and no other count is larger.</remarks>
internal static class TextCut
{
    private const string Ellipsis = "…";

    /// <summary>The text, or its beginning with an ellipsis, in at most <paramref name="limit"/> units.</summary>
    public static string Within(string text, int limit) =>
        text.Length <= limit ? text : string.Concat(text.AsSpan(0, SafeLength(text, limit - Ellipsis.Length)).TrimEnd(), Ellipsis);

    /// <summary>How much of <paramref name="text"/> may stand in <paramref name="limit"/> units: up to the last whole sign.</summary>
    public static int SafeLength(ReadOnlySpan<char> text, int limit)
    {
        if (text.Length <= limit) return text.Length;

        var (length, safe) = (0, 0);
        while (length < text.Length)
        {
            var next = length + StringInfo.GetNextTextElementLength(text[length..]);
            if (next > limit) break;
            length = next;
            if (!JoinsNext(text[length - 1])) safe = length;
        }

        if (safe > 0) return safe;
        // One sign longer than the limit is no writing; keep at least its surrogates together.
        return char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
    }

    /// <summary>The text in pieces of at most <paramref name="limit"/> units, parted between paragraphs, else lines, else words.</summary>
    public static ImmutableArray<string> Split(string text, int limit)
    {
        if (text.Length <= limit) return [text];

        var pieces = ImmutableArray.CreateBuilder<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > limit)
        {
            var length = PieceLength(rest, limit);
            var piece = rest[..length].TrimEnd();
            if (!piece.IsEmpty) pieces.Add(piece.ToString());
            rest = rest[length..].TrimStart();
        }

        if (!rest.IsEmpty) pieces.Add(rest.ToString());
        return pieces.ToImmutable();
    }

    private static int PieceLength(ReadOnlySpan<char> rest, int limit)
    {
        // A parting in the first half would make short pieces; then a lesser one further on is better.
        var window = rest[..limit];
        foreach (var parting in (ReadOnlySpan<string>)["\n\n", "\n", " "])
            if (window.LastIndexOf(parting) is var at && at > limit / 2)
                return at;
        return SafeLength(rest, limit);
    }

    /// <summary>Signs that fuse with the following letter in Indian scripts, where .NET sees a boundary: the viramas.</summary>
    private static bool JoinsNext(char last) =>
        last is '\u094D' or '\u09CD' or '\u0A4D' or '\u0ACD' or '\u0B4D' or '\u0BCD' or '\u0C4D' or '\u0CCD' or '\u0D4D' or '\u200D';
}
