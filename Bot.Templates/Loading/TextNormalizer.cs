using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bot.Templates.Loading;

/// <summary>
/// The form in which words are compared: trimmed, in lower case, with single spaces, without invisible signs, closing punctuation and the asterisks of bold
/// text.
/// </summary>
/// <remarks>The runtime's own normalisation does nothing without ICU (invariant globalisation), so the letters with a dot below
/// of Indian scripts are taken apart here: keyboards write ड़ as one code point or as two.</remarks>
internal static class TextNormalizer
{
    private static readonly SearchValues<char> Closing = SearchValues.Create("!.?।,;:…");

    /// <summary>
    /// Precomposed letters that Unicode's canonical form takes apart (composition exclusions), and three that it does not but some keyboards do.
    /// </summary>
    private static readonly Dictionary<char, (char Letter, char Sign)> Apart = new()
    {
        ['\u0929'] = ('\u0928', '\u093C'), ['\u0931'] = ('\u0930', '\u093C'), ['\u0934'] = ('\u0933', '\u093C'),
        ['\u0958'] = ('\u0915', '\u093C'), ['\u0959'] = ('\u0916', '\u093C'), ['\u095A'] = ('\u0917', '\u093C'), ['\u095B'] = ('\u091C', '\u093C'),
        ['\u095C'] = ('\u0921', '\u093C'), ['\u095D'] = ('\u0922', '\u093C'), ['\u095E'] = ('\u092B', '\u093C'), ['\u095F'] = ('\u092F', '\u093C'),
        ['\u09DC'] = ('\u09A1', '\u09BC'), ['\u09DD'] = ('\u09A2', '\u09BC'), ['\u09DF'] = ('\u09AF', '\u09BC'),
        ['\u0A33'] = ('\u0A32', '\u0A3C'), ['\u0A36'] = ('\u0A38', '\u0A3C'), ['\u0A59'] = ('\u0A16', '\u0A3C'), ['\u0A5A'] = ('\u0A17', '\u0A3C'),
        ['\u0A5B'] = ('\u0A1C', '\u0A3C'), ['\u0A5E'] = ('\u0A2B', '\u0A3C'), ['\u0B5C'] = ('\u0B21', '\u0B3C'), ['\u0B5D'] = ('\u0B22', '\u0B3C'),
    };

    public static string Of(string text)
    {
        var buffer = new char[text.Length * 2];
        return new(Write(text, buffer));
    }

    /// <summary>
    /// Writes the form of <paramref name="text"/> into <paramref name="buffer"/>, which is at least twice as long, and returns the part used.
    /// </summary>
    public static ReadOnlySpan<char> Write(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var length = 0;
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign))
            {
                if (length > 0 && buffer[length - 1] != ' ') buffer[length++] = ' ';
            }
            else if (sign < 0x80) buffer[length++] = char.ToLowerInvariant(sign);
            else if (IsInvisible(sign)) continue;
            else if (Apart.TryGetValue(sign, out var pair)) (buffer[length], buffer[length + 1], length) = (pair.Letter, pair.Sign, length + 2);
            else buffer[length++] = char.ToLowerInvariant(sign);
        }

        return Bare(buffer[..length]);
    }

    /// <summary>Zero-width spaces and joiners, direction marks, the byte order mark and the variation selectors after an emoji.</summary>
    private static bool IsInvisible(char sign) =>
        sign is >= '\uFE00' and <= '\uFE0F' || char.GetUnicodeCategory(sign) == UnicodeCategory.Format;

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var bare = text.Trim(' ').Trim('*');
            while (bare.Length > 0 && Closing.Contains(bare[^1])) bare = bare[..^1];
            if (bare.Length == text.Length) return bare;
            text = bare;
        }
    }
}
