using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>Days seen from today, in the words of the messages files: today, day after tomorrow, next Monday, in 3 days, do hafte baad.</summary>
/// <remarks>
/// "Next Monday" is the first one after today, "this Monday" may be today; people mean both by both, so that a flow shows the date it has read.
/// </remarks>
internal static class RelativeDays
{
    private const int LongestText = 60;
    private const int MostWords = 8;
    private const int MostDays = 3660;

    /// <summary>The days that the whole text may be, the likeliest first; empty where it says none.</summary>
    public static ImmutableArray<DateOnly> Read(string text, DateOnly today, IAnswerWords words)
    {
        if (text.Length > LongestText) return [];

        var said = WordForm.Of(ChatText.Plain(text)).Split(' ');
        if (said.Length > MostWords) return [];
        if (Named(said, words) is { } offsets) return Days(today, offsets);

        said = [.. said.Where(word => IsKept(word, words))];
        if (said.Length == 0) return [];
        if (Named(said, words) is { } named) return Days(today, named);
        return OfWeekday(said, today, words) is { IsEmpty: false } weekday ? weekday : FromNow(said, today, words);
    }

    /// <summary>Fillers and parts of a day (tomorrow morning) fall away, except where they tell which day is meant.</summary>
    private static bool IsKept(string word, IAnswerWords words) =>
        (words.MeaningOf(WordGroups.Filler, word) is null && words.MeaningOf(WordGroups.DateFiller, word) is null
            && words.MeaningOf(WordGroups.DayPart, word) is null)
        || words.MeaningOf(WordGroups.Weekday, word) is not null || words.MeaningOf(WordGroups.WhichWeekday, word) is not null
        || words.MeaningOf(WordGroups.DayUnit, word) is not null || words.MeaningOf(WordGroups.Number, word) is not null;

    private static string? Named(string[] said, IAnswerWords words) => words.MeaningOf(WordGroups.RelativeDay, string.Join(' ', said));

    private static ImmutableArray<DateOnly> Days(DateOnly today, string offsets) =>
    [
        .. offsets.Split(' ').Select(offset => int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? days : 0)
            .Select(today.AddDays),
    ];

    private static ImmutableArray<DateOnly> OfWeekday(string[] said, DateOnly today, IAnswerWords words)
    {
        var which = said.Length == 2 ? words.MeaningOf(WordGroups.WhichWeekday, said[0]) : null;
        if (said.Length > 2 || (said.Length == 2 && which is null)) return [];
        if (!int.TryParse(words.MeaningOf(WordGroups.Weekday, said[^1]), NumberStyles.None, CultureInfo.InvariantCulture, out var weekday)) return [];

        var ahead = (weekday - Iso(today.DayOfWeek) + 7) % 7;
        if (ahead == 0 && which != "this") ahead = 7;
        var next = today.AddDays(ahead);
        return which is null ? [next, next.AddDays(-7)] : [next];
    }

    private static ImmutableArray<DateOnly> FromNow(string[] said, DateOnly today, IAnswerWords words)
    {
        decimal? count = null;
        decimal? unit = null;
        var ahead = false;
        foreach (var word in said)
        {
            if (count is null && unit is null && NumberOf(word, words) is { } number) count = number;
            else if (unit is null && Meaning(WordGroups.DayUnit, word, words) is { } days) unit = days;
            else if (words.MeaningOf(WordGroups.FromNow, word) is null) return [];

            // A unit may say itself that it is counted from now, as Marathi's do: दिवसांनी.
            ahead |= words.MeaningOf(WordGroups.FromNow, word) is not null;
        }
        return ahead && count * unit is { } sum and > 0 and <= MostDays && sum == decimal.Truncate(sum) ? [today.AddDays((int)sum)] : [];
    }

    private static decimal? NumberOf(string word, IAnswerWords words) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : Meaning(WordGroups.Number, word, words);

    private static decimal? Meaning(string group, string word, IAnswerWords words) =>
        decimal.TryParse(words.MeaningOf(group, word), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var meaning) ? meaning : null;

    private static int Iso(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;
}
