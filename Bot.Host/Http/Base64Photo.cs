using System.Buffers;
using Bot.Engine.Abstractions;

namespace Bot.Host.Http;

/// <summary>
/// A photo as callers write it into JSON: base64 with either alphabet (RFC 4648, 4 and 5), with or without padding, line breaks and a <c>data:</c> prefix; also
/// where a form has made spaces of the plus signs.
/// </summary>
internal static class Base64Photo
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(" \t\r\n\f");

    /// <summary>The bytes; null when the text is no base64.</summary>
    public static byte[]? Read(string text)
    {
        var encoded = text.AsSpan().Trim().Trim('"');
        if (encoded.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) encoded = encoded[(encoded.IndexOf(',') + 1)..];
        var written = encoded.Contains('%') ? Uri.UnescapeDataString(encoded) : encoded.ToString();

        return Decoded(written, spaceIsPlus: !IsWrapped(written)) ?? Decoded(written, spaceIsPlus: false);
    }

    /// <summary>What a caller is told of a photo that is not taken; null when it is.</summary>
    public static string? FaultOf(ImageResult result) => result switch
    {
        ImageResult.TooLarge => "The photo is too large; at most 5 MB.",
        ImageResult.TooManyPixels => "The photo has too many pixels; at most 120 million.",
        ImageResult.Damaged => "The photo is damaged or cut off; send the whole file.",
        ImageResult.NotAnImage { Format.Length: > 0 } other => $"This is neither a JPEG nor a PNG, but a {other.Format} file.",
        ImageResult.NotAnImage => "This is neither a JPEG nor a PNG.",
        _ => null,
    };

    /// <summary>Lines of one length broken by blanks, rather than plus signs that were lost.</summary>
    private static bool IsWrapped(string written) => written.AsSpan().ContainsAny('\n', '\r', '\t') || !written.Contains(' ', StringComparison.Ordinal);

    private static byte[]? Decoded(string written, bool spaceIsPlus)
    {
        var plain = new char[written.Length + 3];
        var length = 0;
        foreach (var sign in written)
        {
            if (sign == ' ' && spaceIsPlus) plain[length++] = '+';
            else if (!Breaks.Contains(sign)) plain[length++] = sign switch { '-' => '+', '_' => '/', _ => sign };
        }

        while (length > 0 && plain[length - 1] is '=' or '.') length--;
        if (length == 0 || length % 4 == 1) return null;
        while (length % 4 != 0) plain[length++] = '=';

        var bytes = new byte[length / 4 * 3];
        return Convert.TryFromBase64Chars(plain.AsSpan(0, length), bytes, out var read) ? bytes[..read] : null;
    }
}
