using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>Takes numbers and words from the front of an answer that <see cref="ChatText.Plain"/> has made plain.</summary>
public static class Scan
{
    /// <summary>Larger than anything asked for: longer numbers are read as this one.</summary>
    private const decimal Largest = 1_000_000_000_000_000m;

    private const int MostDecimals = 9;

    /// <summary>Drops the characters that stand in front.</summary>
    public static void Skip(ref ReadOnlySpan<char> rest, ReadOnlySpan<char> characters) => rest = rest.TrimStart(characters);

    /// <summary>A run of ASCII digits; empty where there is none.</summary>
    public static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        return Take(ref rest, length < 0 ? rest.Length : length);
    }

    /// <summary>A run of letters of any script with their signs; empty where there is none.</summary>
    public static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsLetter(rest[length]) || IsSign(rest[length]))) length++;
        return Take(ref rest, length);
    }

    /// <summary>A number with a decimal point and commas in groups of two or three (<c>50,00,000</c> and <c>5,000,000</c>), the last of three.</summary>
    public static bool TryNumber(ref ReadOnlySpan<char> rest, out decimal number)
    {
        number = 0;
        var group = Digits(ref rest);
        if (group.IsEmpty && !(rest.Length > 1 && rest[0] == '.' && char.IsAsciiDigit(rest[1]))) return false;

        Append(ref number, group);
        var grouped = rest.Length > 0 && rest[0] == ',';
        if (grouped && group.Length > 3) return false;
        while (rest.Length > 0 && rest[0] == ',')
        {
            rest = rest[1..];
            group = Digits(ref rest);
            if (group.Length is not (2 or 3)) return false;
            Append(ref number, group);
        }
        if (grouped && group.Length != 3) return false;
        return rest is not ['.', >= '0' and <= '9', ..] || TryDecimals(ref rest, ref number);
    }

    /// <summary>A number in digits, else in words: <c>twenty-five</c>, <c>डेढ़</c> (1.5), <c>sava do</c> (2.25), <c>one and a half</c>, <c>1½</c>.</summary>
    public static bool TryNumber(ref ReadOnlySpan<char> rest, IAnswerWords words, out decimal number)
    {
        var behind = rest;
        var before = Fraction(ref behind, words, WordGroups.FractionBefore, mostWords: 1) ?? 0;
        behind = behind.TrimStart(' ');
        if (!TryWholeNumber(ref behind, words, out number))
        {
            // A quarter more or less is of one: सवा लाख. No half is.
            if (Math.Abs(before) != 0.25m) return false;
            number = 1;
        }
        rest = behind;
        number += before;
        behind = behind.TrimStart(' ');
        if (number != decimal.Truncate(number) || Fraction(ref behind, words, WordGroups.FractionBehind, mostWords: 3) is not { } after) return true;

        number += after;
        rest = behind;
        return true;
    }

    private static bool TryWholeNumber(ref ReadOnlySpan<char> rest, IAnswerWords words, out decimal number)
    {
        var behind = rest;
        if (TryNumber(ref behind, out number))
        {
            rest = behind;
            return true;
        }
        if (rest is ['¼' or '½' or '¾', ..]) return true;
        if (!TryNumberWord(ref rest, words, out number)) return false;

        behind = rest.TrimStart(" -");
        if (number is < 20 or > 90 || number % 10 != 0 || !TryNumberWord(ref behind, words, out var ones) || ones is < 1 or > 9) return true;
        number += ones;
        rest = behind;
        return true;
    }

    /// <summary>Drops words of a group, with the white space around them; true when there was one.</summary>
    public static bool SkipWords(ref ReadOnlySpan<char> rest, IAnswerWords words, params ReadOnlySpan<string> groups)
    {
        var any = false;
        while (true)
        {
            var behind = rest.TrimStart(' ');
            var word = Word(ref behind);
            if (word.IsEmpty || !IsIn(words, groups, word)) return any;

            rest = behind is ['.', ..] ? behind[1..] : behind;
            Skip(ref rest, " :");
            any = true;
        }
    }

    private static bool IsIn(IAnswerWords words, ReadOnlySpan<string> groups, ReadOnlySpan<char> word)
    {
        foreach (var group in groups)
            if (words.MeaningOf(group, word) is not null)
                return true;
        return false;
    }

    /// <summary>What a word, a phrase or a sign adds to a number; null for none.</summary>
    private static decimal? Fraction(ref ReadOnlySpan<char> rest, IAnswerWords words, string group, int mostWords)
    {
        if (group == WordGroups.FractionBehind && rest is [var sign and ('¼' or '½' or '¾'), ..])
        {
            rest = rest[1..];
            return (decimal)CharUnicodeInfo.GetNumericValue(sign);
        }
        var behind = rest;
        for (var count = 0; count < mostWords; count++)
        {
            if (Word(ref behind).IsEmpty) return null;
            if (decimal.TryParse(words.MeaningOf(group, rest[..^behind.Length]), NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
            {
                rest = behind;
                return value;
            }
            behind = behind.TrimStart(' ');
        }
        return null;
    }

    private static bool TryNumberWord(ref ReadOnlySpan<char> rest, IAnswerWords words, out decimal number)
    {
        number = 0;
        var behind = rest;
        var word = Word(ref behind);
        if (word.IsEmpty || words.MeaningOf(WordGroups.Number, word) is not { } meaning) return false;
        if (!decimal.TryParse(meaning, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)) return false;

        rest = behind;
        return true;
    }

    private static bool TryDecimals(ref ReadOnlySpan<char> rest, ref decimal number)
    {
        rest = rest[1..];
        var decimals = Digits(ref rest);
        if (decimals.Length > MostDecimals) return false;

        var unit = 1m;
        foreach (var digit in decimals) number += (digit - '0') * (unit /= 10);
        return true;
    }

    private static void Append(ref decimal number, ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits) number = Math.Min(Largest, (number * 10) + (digit - '0'));
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static bool IsSign(char c) =>
        c > '~' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
