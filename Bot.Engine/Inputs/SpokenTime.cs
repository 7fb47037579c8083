using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>A time as people say it.</summary>
/// <param name="IsOnClock">There is such a time: not 25:00, not 10:75.</param>
/// <param name="Minutes">Minutes of the day that it may be, as written first.</param>
internal sealed record SpokenTime(bool IsOnClock, ImmutableArray<int> Minutes)
{
    private const int Noon = 12;
    private const int HalfDay = 12 * 60;

    /// <summary>Null for a text that is no time at all.</summary>
    public static SpokenTime? Read(string text, IAnswerWords words)
    {
        var plain = ChatText.Plain(text).Replace("a.m", "am", StringComparison.OrdinalIgnoreCase).Replace("p.m", "pm", StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> rest = plain;
        (int Hour, int Minute)? clock = null;
        string? part = null;
        while (true)
        {
            Scan.Skip(ref rest, " .,");
            if (rest.IsEmpty) break;
            if (clock is null && TryClock(ref rest, words, out var found)) clock = found;
            else if (!TryWord(ref rest, words, ref clock, ref part)) return null;
        }
        return clock is { } said ? Of(said.Hour, said.Minute, part) : null;
    }

    private static bool TryWord(ref ReadOnlySpan<char> rest, IAnswerWords words, ref (int, int)? clock, ref string? part)
    {
        var behind = rest;
        var word = Scan.Word(ref behind);
        if (behind is ['\'', ..])
        {
            behind = behind[1..];
            Scan.Word(ref behind);
            word = rest[..^behind.Length];
        }
        if (word.IsEmpty) return false;

        if (clock is null && TimeRules.TryParse(words.MeaningOf(WordGroups.NamedTime, word) ?? "", out var minutes)) clock = (minutes / 60, minutes % 60);
        else if (words.MeaningOf(WordGroups.DayPart, word) is { } found) part ??= found;
        else if (words.MeaningOf(WordGroups.TimeFiller, word) is null && words.MeaningOf(WordGroups.Filler, word) is null) return false;
        rest = behind;
        return true;
    }

    /// <summary>10:30, 10.30, 1030, 10, half past ten by its number: साढ़े दस.</summary>
    private static bool TryClock(ref ReadOnlySpan<char> rest, IAnswerWords words, out (int, int) clock)
    {
        clock = default;
        var behind = rest;
        var digits = Scan.Digits(ref behind);
        if (digits.Length is 1 or 2 && behind is [':' or '.', >= '0' and <= '9', >= '0' and <= '9', ..] && behind is not [_, _, _, >= '0' and <= '9', ..])
        {
            clock = (Number(digits), Number(behind[1..3]));
            rest = behind[3..];
            return true;
        }
        if (digits.Length == 4)
        {
            clock = (Number(digits[..2]), Number(digits[2..]));
            rest = behind;
            return true;
        }
        if (digits.Length > 2) return false;

        behind = rest;
        if (!Scan.TryNumber(ref behind, words, out var hours) || hours is < 0 or >= 100 || hours * 4 != decimal.Truncate(hours * 4)) return false;

        clock = ((int)hours, (int)(hours % 1 * 60));
        rest = behind;
        return true;
    }

    private static SpokenTime Of(int hour, int minute, string? part)
    {
        var isOnClock = hour < 24 && minute < 60 && (part is null || hour <= Noon || part == "pm");
        var minutes = (hour * 60) + minute;
        if (!isOnClock) return new(false, [minutes]);
        if (part is null) return new(true, hour is > 0 and < Noon ? [minutes, minutes + HalfDay] : [minutes]);

        var first = hour == Noon ? minutes - HalfDay : minutes;
        var isMorning = part == "am" || (part == "night" && first < 5 * 60);
        return new(true, [isMorning || hour > Noon ? first : first + HalfDay]);
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
