using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>What the words of a group may stand for. A meaning that no reader asks for would never be found, and nothing would say why.</summary>
public static class WordMeanings
{
    private static readonly Dictionary<string, (string Said, Func<string, bool> Holds)> Groups = new(StringComparer.Ordinal)
    {
        [WordGroups.Month] = ("a month from 1 to 12", text => Whole(text, 1, 12)),
        [WordGroups.Weekday] = ("a weekday from 1 (Monday) to 7", text => Whole(text, 1, 7)),
        [WordGroups.Ordinal] = ("a place from 1 on", text => Whole(text, 1, 1000)),
        [WordGroups.Number] = ("a number", Amount),
        [WordGroups.FractionBefore] = ("a part of one, such as 0.5", Amount),
        [WordGroups.FractionBehind] = ("a part of one, such as 0.5", Amount),
        [WordGroups.Multiplier] = ("a number to multiply with", Amount),
        [WordGroups.DayUnit] = ("a number of days", text => Whole(text, 1, 1000)),
        [WordGroups.RelativeDay] = ("days from today, such as 1 or \"1 -1\"", text => text.Split(' ') is { Length: 1 or 2 } days && days.All(day => Whole(day, -1000, 1000))),
        [WordGroups.WhichWeekday] = ("next or this", text => text is "next" or "this"),
        [WordGroups.DayPart] = ("am, pm or night", text => text is "am" or "pm" or "night"),
        [WordGroups.NamedTime] = ("a time such as \"12:00\"", text => TimeRules.TryParse(text, out _)),
    };

    /// <summary>Whether a group of <see cref="WordGroups.All"/> is a map from meanings to words; a plain list otherwise.</summary>
    public static bool Has(string group) => Groups.ContainsKey(group);

    /// <summary>What a meaning of a group must be, in words; null where this one is right, and for groups that are not known here.</summary>
    public static string? FaultOf(string group, string meaning) =>
        Groups.TryGetValue(group, out var known) && !known.Holds(meaning) ? known.Said : null;

    private static bool Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
