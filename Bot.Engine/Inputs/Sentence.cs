using System.Buffers;
using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>Finds the one value in a sentence: <c>OTP is 482913</c>, <c>gaadi no MH 12 AB 1234 hai</c>.</summary>
/// <param name="MostTokens">So many words or groups of digits may make up a value.</param>
/// <param name="Alone">No digit may stand outside the value: in "20 to 30 lakh" there is no one amount.</param>
/// <param name="OfDigits">The value has no letters: a word with a digit in it is no part of it, and a word may be glued to its front, as in
/// "otp482913".</param>
public sealed record Sentence(int MostTokens, bool Alone = false, bool OfDigits = false)
{
    /// <summary>What is longer is no answer with a few words around it.</summary>
    private const int LongestText = 600;

    private const int MostWords = 120;

    private const int MostTimes = 4;

    /// <summary>A word of so many letters may be glued to a number: "pin411001". Shorter ones are part of it.</summary>
    private const int ShortestGlued = 3;

    /// <summary>What parts the same value said again: "5,00,000 (five lakh)", "MH 12 AB 1234 / MH12AB1234".</summary>
    private static readonly string[] Again = ["\n", "(", ")", " / ", ", ", ";", " = "];

    /// <summary>Signs that end a number, so that a digit behind them begins another one.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create(":;=()<>#|");

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("+0123456789");

    /// <summary>The value that each part of a text says; null where one says none, or another.</summary>
    internal static Reading? FindRepeated(string text, Func<string, Reading> read)
    {
        if (text.Length > LongestText) return null;

        var parts = text.Split(Again, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is < 2 or > MostTimes || read(parts[0]) is not Accepted first) return null;
        return parts.Skip(1).All(part => read(part) is Accepted other && other.Value.Text == first.Value.Text) ? first : null;
    }

    /// <summary>What is read in the longest part that can be read; null where there is none, or two parts say different things.</summary>
    internal Reading? Find(string text, Func<string, Reading> read)
    {
        if (text.Length > LongestText) return null;

        var plain = ChatText.Plain(text);
        var tokens = TokensOf(plain);
        if (tokens.Count is < 1 or > MostWords) return null;

        Accepted? found = null;
        var taken = new bool[tokens.Count];
        for (var count = Math.Min(MostTokens, tokens.Count); count > 0; count--)
            for (var first = 0; first + count <= tokens.Count; first++)
            {
                if (!MayBeValue(plain, tokens, first, count) || IsNegative(plain, tokens[first].Start) || taken.AsSpan(first, count).Contains(true)) continue;
                if (read(plain[tokens[first].Start..tokens[first + count - 1].End]) is not Accepted accepted) continue;
                if (found is not null && found.Value.Text != accepted.Value.Text) return null;

                found = accepted;
                taken.AsSpan(first, count).Fill(true);
            }
        return found;
    }

    /// <summary>It has a digit, and none stands next to it: that would be a longer number that is wrong.</summary>
    private bool MayBeValue(string plain, List<(int Start, int End)> tokens, int first, int count)
    {
        var any = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var (start, end) = tokens[i];
            var digits = plain.AsSpan(start, end - start).ContainsAnyInRange('0', '9');
            var within = i >= first && i < first + count;
            if (within) any |= digits;
            else if (digits && (Alone || (i == first - 1 && IsJoined(plain, tokens, i)))) return false;
            else if (digits && i == first + count && IsJoined(plain, tokens, i - 1)) return false;
        }
        return any;
    }

    /// <summary>A token and the one behind it may belong to one number.</summary>
    private bool IsJoined(string plain, List<(int Start, int End)> tokens, int first)
    {
        var (left, right) = (tokens[first], tokens[first + 1]);
        if (plain.AsSpan(left.End, right.Start - left.End).ContainsAny(Ends)) return false;
        return !OfDigits || !(HasLetter(plain, left) || HasLetter(plain, right));
    }

    private static bool HasLetter(string plain, (int Start, int End) token) =>
        plain.AsSpan(token.Start, token.End - token.Start).ContainsAnyExcept(NumberSigns);

    /// <summary>-50, but not "PIN - 50" and not 40-50.</summary>
    private static bool IsNegative(string plain, int start) => start > 0 && plain[start - 1] == '-' && (start == 1 || plain[start - 2] == ' ');

    private List<(int Start, int End)> TokensOf(string plain)
    {
        var tokens = new List<(int, int)>();
        var start = -1;
        for (var i = 0; i <= plain.Length; i++)
        {
            var part = i < plain.Length && IsPart(plain, i);
            if (part && start < 0) start = i;
            if (OfDigits && part && i - start >= ShortestGlued && IsNumberBehindWord(plain, start, i))
            {
                tokens.Add((start, i));
                start = i;
            }
            if (part || start < 0) continue;

            tokens.Add((start, i));
            start = -1;
        }
        return tokens;
    }

    private static bool IsPart(string plain, int at)
    {
        if (plain[at] <= '~') return char.IsAsciiLetterOrDigit(plain[at]) || plain[at] is '+' or '@' or '$';

        return CharUnicodeInfo.GetUnicodeCategory(plain, char.IsLowSurrogate(plain[at]) ? at - 1 : at)
            is <= UnicodeCategory.OtherNumber or UnicodeCategory.CurrencySymbol;
    }

    /// <summary>Of "otp482913" the digits; of "O82913" and "4829l3" nothing, for one letter is a digit that was read wrongly.</summary>
    private static bool IsNumberBehindWord(string plain, int start, int at)
    {
        if (!char.IsAsciiDigit(plain[at])) return false;
        for (var i = start; i < at; i++)
            if (!char.IsLetter(plain[i]))
                return false;

        var end = at;
        while (end < plain.Length && char.IsAsciiDigit(plain[end])) end++;
        return end == plain.Length || !IsPart(plain, end);
    }
}
