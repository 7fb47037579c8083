using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bot.Engine.Inputs;

/// <summary>
/// The form in which words are compared: commands, entry words, labels, units, months. In lower case, with single spaces, digits of every script as ASCII,
/// without text marks, punctuation, accents, dots below letters, the length of i and u in Devanagari (people write शुरु and शुरू, पिछे and पीछे), and signs
/// beside words: "*Menu* !" is a menu, "ठीक है।" and "Theek hai 👍" are what they are without. Of a text that has no letter and no digit the signs
/// are the form: "👍👍" is "👍", "..." is ".".
/// </summary>
public static class WordForm
{
    /// <summary>A form that takes up to so many characters is written on the stack.</summary>
    private const int ShortRoom = 160;

    /// <summary>How much room <see cref="Write"/> needs for a text.</summary>
    public static int RoomFor(int length) => (length * 2) + 2;

    /// <summary>The form of a text; the text itself when it is its own form.</summary>
    public static string Of(string text)
    {
        var room = RoomFor(text.Length);
        var form = Write(text, room <= ShortRoom ? stackalloc char[ShortRoom] : new char[room]);
        return form.SequenceEqual(text) ? text : new(form);
    }

    /// <summary>Whether two texts have the same form.</summary>
    public static bool AreSame(string left, string right) => Of(left) == Of(right);

    /// <summary>Writes the form of a text into a buffer of at least <see cref="RoomFor"/> it, and returns the part used.</summary>
    public static ReadOnlySpan<char> Write(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var length = 0;
        var hasWords = false;
        for (var rest = text; !rest.IsEmpty;)
        {
            if (rest[0] <= '~')
            {
                AppendAscii(text.Length - rest.Length, text, buffer, ref length, ref hasWords);
                rest = rest[1..];
                continue;
            }
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var consumed);
            rest = rest[consumed..];
            if (status == OperationStatus.Done) Append(rune, rest, buffer, ref length, ref hasWords);
        }
        return hasWords ? buffer[..length].TrimEnd(' ') : SignsOnly(text, buffer);
    }

    private static void AppendAscii(int at, ReadOnlySpan<char> text, Span<char> buffer, ref int length, ref bool hasWords)
    {
        var c = text[at];
        if (char.IsAsciiLetterOrDigit(c))
        {
            buffer[length++] = char.ToLowerInvariant(c);
            hasWords = true;
        }
        else if (c is '+' or '&' or '%' or '@') buffer[length++] = c;
        else if (c is '.' or ',' && at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]))
        {
            if (c == '.') buffer[length++] = c;
        }
        else if (c is not ('*' or '~' or '`' or '\'' or '"')) AppendSpace(buffer, ref length);
    }

    private static void Append(Rune rune, ReadOnlySpan<char> rest, Span<char> buffer, ref int length, ref bool hasWords)
    {
        if (Rune.IsWhiteSpace(rune)) AppendSpace(buffer, ref length);
        else if (Signs.IsInvisible(rune) || Signs.IsApostrophe(rune) || Signs.IsQuote(rune)) return;
        else if (Signs.Ascii(rune) is { Length: > 0 } ascii)
        {
            foreach (var c in ascii)
                if (char.IsAsciiLetterOrDigit(c)) (buffer[length++], hasWords) = (char.ToLowerInvariant(c), true);
                else AppendSpace(buffer, ref length);
        }
        else if (!rune.IsBmp) AppendWide(rune, buffer, ref length, ref hasWords);
        else AppendLetter((char)rune.Value, rest, buffer, ref length, ref hasWords);
    }

    private static void AppendLetter(char c, ReadOnlySpan<char> rest, Span<char> buffer, ref int length, ref bool hasWords)
    {
        while (LetterForms.TryApart(c, out var letter, out var mark))
        {
            if (!LetterForms.IsNukta(mark) && !IsAccent(mark))
            {
                AppendLetter(letter, [], buffer, ref length, ref hasWords);
                buffer[length++] = mark;
                return;
            }
            c = letter;
        }
        if (LetterForms.IsNukta(c) || IsAccent(c)) return;

        var category = char.GetUnicodeCategory(c);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        {
            // The dot above stands for the moon and dot, and for a nasal before a consonant of its class.
            if (c == '\u094D' && IsNasalBefore(buffer[..length], rest)) buffer[length - 1] = '\u0902';
            else if (c is '\u0901' or '\u0902' && length > 0 && buffer[length - 1] == '\u0945') buffer[length - 1] = '\u0902';
            else buffer[length++] = c switch { '\u0901' => '\u0902', '\u0940' => '\u093F', '\u0942' => '\u0941', _ => c };
        }
        else if (char.IsLetter(c))
        {
            buffer[length++] = c switch { 'ई' => 'इ', 'ऊ' => 'उ', _ => char.ToLowerInvariant(c) };
            hasWords = true;
        }
        else AppendSpace(buffer, ref length);
    }

    private static void AppendWide(Rune rune, Span<char> buffer, ref int length, ref bool hasWords)
    {
        if (Rune.IsLetter(rune)) hasWords = true;
        else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
        {
            AppendSpace(buffer, ref length);
            return;
        }
        length += Rune.ToLowerInvariant(rune).EncodeToUtf16(buffer[length..]);
    }

    /// <summary>हिन्दी and हिंदी, सितम्बर and सितंबर.</summary>
    private static bool IsNasalBefore(ReadOnlySpan<char> written, ReadOnlySpan<char> rest)
    {
        if (written.IsEmpty || rest.IsEmpty) return false;

        return (written[^1], rest[0]) switch
        {
            ('ङ', >= 'क' and <= 'घ') or ('ञ', >= 'च' and <= 'झ') or ('ण', >= 'ट' and <= 'ढ') or ('न', >= 'त' and <= 'ध') or ('म', >= 'प' and <= 'भ') => true,
            _ => false,
        };
    }

    private static bool IsAccent(char c) => c is >= '\u0300' and <= '\u036F';

    private static void AppendSpace(Span<char> buffer, ref int length)
    {
        if (length > 0 && buffer[length - 1] != ' ') buffer[length++] = ' ';
    }

    /// <summary>The signs of a text without words, each once where it stands several times in a row.</summary>
    private static ReadOnlySpan<char> SignsOnly(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var length = 0;
        var last = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Signs.IsInvisible(rune) || rune == Rune.ReplacementChar || rune == last) continue;
            // A man and a woman make the same gesture.
            if (length > 0 && rune.Value is '♀' or '♂') continue;

            last = rune;
            length += rune.EncodeToUtf16(buffer[length..]);
        }
        return buffer[..length];
    }
}
