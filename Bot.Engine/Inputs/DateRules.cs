using System.Globalization;

namespace Bot.Engine.Inputs;

/// <summary>Which days a date may be, the first and the last among them.</summary>
/// <param name="Example">As people type it; empty for one that is made of the first day.</param>
public sealed record DateRules(DayBound From, DayBound To, string Example = "")
{
    public static DateRules Default { get; } = new(new(new DateOnly(1900, 1, 1)), new(new DateOnly(2099, 12, 31)));
}

/// <summary>A day of the calendar, or one that moves with today in India: <c>2026-12-31</c>, <c>today</c>, <c>today+30d</c>, <c>today-18y</c>.</summary>
/// <param name="Fixed">The day; null for one that moves.</param>
/// <param name="Count">How many of <paramref name="Unit"/> it is away from today.</param>
/// <param name="Unit"><c>d</c>, <c>w</c>, <c>m</c> or <c>y</c>: days, weeks, months, years.</param>
public sealed record DayBound(DateOnly? Fixed, int Count = 0, char Unit = 'd')
{
    private const string Today = "today";
    private const int Furthest = 40_000;

    public static bool TryParse(string text, out DayBound bound)
    {
        bound = new((DateOnly?)null);
        if (text == Today) return true;
        if (!text.StartsWith(Today, StringComparison.Ordinal))
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
            bound = new(day);
            return true;
        }
        var rest = text.AsSpan(Today.Length);
        if (rest.Length < 3 || rest[0] is not ('+' or '-') || rest[^1] is not ('d' or 'w' or 'm' or 'y')) return false;
        if (!int.TryParse(rest[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostOf(rest[^1])) return false;

        bound = new(null, rest[0] == '-' ? -count : count, rest[^1]);
        return true;
    }

    /// <summary>The day that it is, seen from a day.</summary>
    public DateOnly Seen(DateOnly today) => Fixed ?? Unit switch
    {
        'w' => today.AddDays(7 * Count),
        'm' => today.AddMonths(Count),
        'y' => today.AddYears(Count),
        _ => today.AddDays(Count),
    };

    private static int MostOf(char unit) => unit switch { 'y' => Furthest / 366, 'm' => Furthest / 31, 'w' => Furthest / 7, _ => Furthest };
}
