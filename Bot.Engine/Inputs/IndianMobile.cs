using System.Buffers;
using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>Indian mobile numbers: the one parser of the whole product. Canonical form everywhere: <c>+91</c> and ten digits.</summary>
/// <remarks>
/// Spaces, dashes, dots and parentheses are dropped; what remains are ASCII digits with one of the prefixes +91, 91, 0, 0091 or none;
/// the national number begins with 6 to 9 (National Numbering Plan of India). Digits of other scripts are refused here; a chat answer is made plain first.
/// </remarks>
public static class IndianMobile
{
    private const int NationalLength = 10;
    private const string CountryCode = "+91";

    private static readonly SearchValues<char> Between = SearchValues.Create("/\\_,|");

    /// <summary>Reads a number as people write it. False for anything that is not an Indian mobile number.</summary>
    /// <param name="canonical"><c>+919876543210</c>; empty where the text is refused.</param>
    public static bool TryParse(string? text, out string canonical)
    {
        canonical = "";
        Span<char> digits = stackalloc char[MostDigits];
        if (!TryDigits(text, digits, out var count, out var plus) || count > MostDigits) return false;

        var national = NationalPart(digits[..count], plus);
        if (national.Length != NationalLength || national[0] < '6') return false;

        canonical = string.Concat(CountryCode, national);
        return true;
    }

    /// <summary>Reads a number as other programs hand it on: made plain first, for numbers that are copied from contacts carry signs that cannot be seen. False
    /// also for one whose digits are of several scripts: no keyboard writes that.</summary>
    public static bool TryRead(string? text, out string canonical)
    {
        canonical = "";
        return text is not null && HasOneScript(text) && TryParse(Separated(ChatText.Plain(text)), out canonical);
    }

    /// <summary>Ten digits: <c>9876543210</c>.</summary>
    /// <exception cref="ArgumentException">The number is not in canonical form.</exception>
    public static string National(string canonical) => Checked(canonical)[CountryCode.Length..];

    /// <summary>As WhatsApp's providers address it: <c>919876543210</c>.</summary>
    /// <exception cref="ArgumentException">The number is not in canonical form.</exception>
    public static string WhatsApp(string canonical) => Checked(canonical)[1..];

    /// <summary>For logs and lists: <c>+91 XXXXXX3210</c>. Anything but a canonical number is hidden whole.</summary>
    public static string Mask(string? canonical) => IsCanonical(canonical) ? "+91 XXXXXX" + canonical![^4..] : "XXXXXXXXXX";

    /// <summary>A number written out with its longest prefix, 0091.</summary>
    internal const int MostDigits = 14;

    /// <summary>The digits of a number as typed, with a plus in front of them or not. False where anything else stands among them.</summary>
    /// <param name="count">How many digits there are; may exceed <paramref name="digits"/>, which holds the first ones.</param>
    internal static bool TryDigits(ReadOnlySpan<char> text, Span<char> digits, out int count, out bool plus)
    {
        count = 0;
        plus = false;
        foreach (var c in text)
        {
            if (IsSeparator(c)) continue;
            if (c == '+' && !plus && count == 0)
            {
                plus = true;
                continue;
            }
            if (!char.IsAsciiDigit(c)) return false;
            if (count < digits.Length) digits[count] = c;
            count++;
        }
        return count > 0;
    }

    /// <summary>With a space for what people put between the digits besides, and without the zero that is dialled inside the country: +91 (0) 98765.</summary>
    internal static string Separated(string plain)
    {
        if (plain.StartsWith('+')) plain = plain.Replace("(0)", " ", StringComparison.Ordinal);
        if (!plain.AsSpan().ContainsAny(Between)) return plain;

        return string.Create(plain.Length, plain, static (written, from) =>
        {
            for (var i = 0; i < written.Length; i++) written[i] = Between.Contains(from[i]) ? ' ' : from[i];
        });
    }

    /// <summary>The digits without the prefix that their number allows; after a plus only the country's code is one.</summary>
    internal static ReadOnlySpan<char> NationalPart(ReadOnlySpan<char> digits, bool plus)
    {
        if (digits.Length == 12 && digits.StartsWith("91")) return digits[2..];
        if (plus) return [];
        if (digits.Length == 11 && digits[0] == '0') return digits[1..];
        return digits.Length == 14 && digits.StartsWith("0091") ? digits[4..] : digits;
    }

    private static bool HasOneScript(string text)
    {
        var zero = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = CharUnicodeInfo.GetDecimalDigitValue(text, i);
            if (value < 0) continue;

            var script = char.ConvertToUtf32(text, i) - value;
            if (zero != 0 && script != zero) return false;
            zero = script;
        }
        return true;
    }

    private static bool IsSeparator(char c) => c is '-' or '.' or '(' or ')' or (>= '\u2010' and <= '\u2015') || char.IsWhiteSpace(c);

    private static bool IsCanonical(string? number) =>
        number is { Length: 13 } && number.StartsWith(CountryCode, StringComparison.Ordinal) && number[3] >= '6' && Shape.IsDigits(number.AsSpan(1));

    private static string Checked(string canonical) =>
        IsCanonical(canonical) ? canonical : throw new ArgumentException("Not a canonical Indian mobile number (+91 and ten digits).", nameof(canonical));
}
