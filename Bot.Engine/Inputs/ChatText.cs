using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bot.Engine.Inputs;

/// <summary>
/// The one way in which text is made plain, be it from a chat, a tap or another program. Four forms: <see cref="Plain"/> and <see cref="Compact"/> are
/// what typed values are read from, <see cref="Prose"/> is a person's own words, and <see cref="WordForm"/> is what words are compared in. One pass without
/// regular expressions; text that is plain already comes back as it is.
/// </summary>
public static class ChatText
{
    /// <summary>WhatsApp's own limit of a text message; what lies behind it is not read.</summary>
    public const int LongestRead = 4096;

    /// <summary>No script puts more on one letter; what is piled up on it beyond that is not read.</summary>
    private const int MostMarks = 4;

    // Nearly every answer fits, and is then rewritten on the stack.
    private const int Short = 128;

    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    private static readonly SearchValues<char> Separators = SearchValues.Create(" -./\\_,:|*~`\u00B7\u2022\u0964\u0970\u30FB");
    private static readonly SearchValues<char> Before = SearchValues.Create(" \"'*~`=>#•·");
    private static readonly SearchValues<char> Behind = SearchValues.Create(" \"'*~`=.,;:!?\u0964\u0965\u2026•·");

    private static readonly SearchValues<char> Brackets = SearchValues.Create("()[]{}<>");

    /// <summary>
    /// Digits of every script, full-width and drawn letters as ASCII, every dash a hyphen, every apostrophe and quotation mark the straight one; without
    /// invisible signs, WhatsApp's text marks, and the bullets, quotation marks and closing signs around it; white space single.
    /// </summary>
    public static string Plain(string text) => IsPlain(text, prose: false) ? text : Rewrite(text, prose: false);

    /// <summary><see cref="Plain"/>, in upper case and without the separators people put into numbers: space, hyphen, dot, comma, slash and so on.</summary>
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
    /// A person's own words: white space single and none at the ends, letters in one encoding, no text marks and no invisible characters except the joiners
    /// that Indian scripts are spelled with, no broken surrogates.
    /// </summary>
    public static string Prose(string text) => IsPlain(text, prose: true) ? text : Rewrite(text, prose: true);

    private static bool IsPlain(string text, bool prose)
    {
        if (text.Length > LongestRead) return false;

        var previous = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '*' or '`' or '~' || (c == ' ' && previous is ' ' or '_') || (c == '_' && previous == ' ')) return false;
            previous = c;
        }
        if (text.Length == 0) return true;
        if (previous is ' ' or '_') return false;
        return prose || !(Behind.Contains(previous) || Before.Contains(text[0]) || text[0] is '-' or '(' or '[' or '{' or '<');
    }

    private static string Rewrite(string text, bool prose)
    {
        var source = text.AsSpan(0, Math.Min(text.Length, LongestRead));
        // A letter may come apart, and a circled number has two digits.
        Span<char> written = source.Length <= Short ? stackalloc char[Short * 2] : new char[source.Length * 2];
        var (length, marks) = (0, 0);
        while (!source.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(source, out var rune, out var consumed);
            source = source[consumed..];
            if (status != OperationStatus.Done) continue;

            // What is taken off later stands between no two marks.
            if (Signs.IsMark(rune)) marks++;
            else if (!Signs.IsInvisible(rune) && rune.Value is not ('*' or '_' or '~' or '`')) marks = 0;
            if (marks > MostMarks && Signs.IsMark(rune)) continue;

            var previous = length == 0 ? ' ' : written[length - 1];
            if (rune.Value <= '~' && rune.Value >= ' ') Append((char)rune.Value, written, ref length);
            else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) Append(' ', written, ref length);
            else if (rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner)
            {
                if (prose && previous > '~') written[length++] = (char)rune.Value;
            }
            else if (prose && rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0x1F3FB and <= 0x1F3FF && previous > '~') Append(rune, written, ref length);
            else if (!Signs.IsInvisible(rune)) Append(rune, prose, written, ref length);
        }

        var end = written[..length].TrimEnd([' ', ZeroWidthNonJoiner, ZeroWidthJoiner]).Length;
        var unmarked = TextMarks.Drop(written[..end]);
        return new(prose ? unmarked.Trim(' ') : Bare(unmarked));
    }

    private static void Append(Rune rune, bool prose, Span<char> written, ref int length)
    {
        if (prose && Rune.IsDigit(rune)) Append(rune, written, ref length);
        else if (Signs.Ascii(rune) is { Length: > 0 } ascii)
            foreach (var c in ascii)
                Append(c, written, ref length);
        else if (!prose && Signs.IsDash(rune)) written[length++] = '-';
        else if (!prose && Signs.IsApostrophe(rune)) written[length++] = '\'';
        else if (!prose && Signs.IsQuote(rune)) written[length++] = '"';
        else if (rune.IsBmp) AppendLetter((char)rune.Value, written, ref length);
        else Append(rune, written, ref length);
    }

    /// <summary>A letter in the form that has the fewest code points, the letters with a dot below in two.</summary>
    private static void AppendLetter(char c, Span<char> written, ref int length)
    {
        if (length > 0 && LetterForms.TryWhole(written[length - 1], c, out var whole)) written[length - 1] = whole;
        else if (LetterForms.TryApart(c, out var letter, out var mark) && LetterForms.IsNukta(mark) && !LetterForms.TryWhole(letter, mark, out _))
            (written[length], written[length + 1], length) = (letter, mark, length + 2);
        else written[length++] = c;
    }

    private static void Append(Rune rune, Span<char> written, ref int length) => length += rune.EncodeToUtf16(written[length..]);

    private static void Append(char c, Span<char> written, ref int length)
    {
        if (c != ' ' || (length > 0 && written[length - 1] != ' ')) written[length++] = c;
    }

    /// <summary>Without what stands around an answer: bullets, quotation marks, brackets that hold all of it, closing signs.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var bare = text;
            while (bare.Length > 0 && Before.Contains(bare[0])) bare = bare[1..];
            if (bare is ['-', ' ', ..]) bare = bare[2..];
            while (bare.Length > 0 && Behind.Contains(bare[^1])) bare = bare[..^1];
            if (bare is ['(', .., ')'] or ['[', .., ']'] or ['{', .., '}'] or ['<', .., '>'] && !bare[1..^1].ContainsAny(Brackets)) bare = bare[1..^1];
            if (bare is ['_', .., '_']) bare = bare[1..^1];
            if (bare.Length == text.Length) return bare;
            text = bare;
        }
    }
}
