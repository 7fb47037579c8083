using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>What a person typed into a chat, made plain. One pass without regular expressions; text that is plain already comes back as it is.</summary>
public static class ChatText
{
    /// <summary>WhatsApp's own limit of a text message; what lies behind it is not read.</summary>
    public const int LongestRead = 4096;

    // Nearly every answer fits, and is then rewritten on the stack.
    private const int Short = 128;

    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>
    /// Digits of every Indian script and full-width characters as ASCII, every dash a hyphen, invisible characters gone, white space single and none at the
    /// ends.
    /// </summary>
    public static string Plain(string text) => IsPlain(text) ? text : Rewrite(text, prose: false);

    /// <summary><see cref="Plain"/>, in upper case and without the separators people put into numbers: space, hyphen, dot, slash, underscore.</summary>
    public static string Compact(string text)
    {
        var plain = Plain(text);
        if (!plain.AsSpan().ContainsAny(Separators) && !plain.AsSpan().ContainsAnyInRange('a', 'z')) return plain;

        Span<char> compact = plain.Length <= Short ? stackalloc char[Short] : new char[plain.Length];
        var length = 0;
        foreach (var c in plain)
            if (!Separators.Contains(c))
                compact[length++] = char.IsAsciiLetterLower(c) ? (char)(c - 32) : c;
        return new(compact[..length]);
    }

    /// <summary>
    /// A person's own words: white space single and none at the ends, no invisible characters except the joiners that Indian scripts are spelled with, no
    /// broken surrogates.
    /// </summary>
    public static string Prose(string text) => IsPlain(text) ? text : Rewrite(text, prose: true);

    private static ReadOnlySpan<char> Separators => " -./_\u00B7";

    private static bool IsPlain(string text)
    {
        if (text.Length > LongestRead) return false;

        var previous = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' || (c == ' ' && previous == ' ')) return false;
            previous = c;
        }
        return text.Length == 0 || previous != ' ';
    }

    private static string Rewrite(string text, bool prose)
    {
        var source = text.AsSpan(0, Math.Min(text.Length, LongestRead));
        Span<char> written = source.Length <= Short ? stackalloc char[Short] : new char[source.Length];
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            var previous = length == 0 ? ' ' : written[length - 1];
            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == source.Length || !char.IsLowSurrogate(source[i + 1])) continue;

                written[length++] = c;
                written[length++] = source[++i];
            }
            else if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (previous != ' ') written[length++] = ' ';
            }
            else if (c is ZeroWidthNonJoiner or ZeroWidthJoiner)
            {
                if (prose && previous > '~') written[length++] = c;
            }
            else if (!IsInvisible(c)) written[length++] = prose ? c : Ascii(c);
        }
        return new(written[..length].TrimEnd([' ', ZeroWidthNonJoiner, ZeroWidthJoiner]));
    }

    // Zero-width space, direction marks, byte order mark, soft hyphen: phones paste them along with contact numbers.
    private static bool IsInvisible(char c) => c > '~' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static char Ascii(char c) => c switch
    {
        <= '~' => c,
        // Unicode gives each script of India a block of 128, with its digits at 66 to 6F (Devanagari 0966 ... Malayalam 0D66).
        >= '\u0900' and <= '\u0D7F' when (c & 0x7F) is >= 0x66 and <= 0x6F => (char)('0' + ((c & 0x7F) - 0x66)),
        // Urdu
        >= '\u0660' and <= '\u0669' => (char)('0' + (c - '\u0660')),
        >= '\u06F0' and <= '\u06F9' => (char)('0' + (c - '\u06F0')),
        // full-width forms
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',
        _ => c,
    };
}
