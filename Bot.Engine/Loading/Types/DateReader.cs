using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Reads <c>{ type: date, from: today, to: today+30d }</c>.</summary>
internal static class DateReader
{
    public static InputType Read(MapReader map)
    {
        var from = BoundOf(map, "from") ?? DateRules.Default.From;
        var to = BoundOf(map, "to") ?? DateRules.Default.To;
        var someDay = new DateOnly(2028, 2, 15);
        if (from.Seen(someDay) > to.Seen(someDay) && (from.Fixed is null) == (to.Fixed is null))
            map.Report(map.Take("to")?.At ?? map.Take("from")!.At, "no day is from 'from' to 'to'", "write the earlier one as from:");
        return new CalendarDate(new(from, to, map.OptionalName("example") ?? ""));
    }

    private static DayBound? BoundOf(MapReader map, string key)
    {
        if (map.Take(key) is not { IsEmpty: false } node) return null;
        if (DayBound.TryParse(node.Text, out var bound)) return bound;

        map.Report(node.At, $"'{key}' is no day", $"write {key}: 2026-12-31, today, today+30d or today-18y");
        return null;
    }
}
