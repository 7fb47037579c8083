using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Reads <c>{ type: time, from: "09:00", to: "18:30" }</c>.</summary>
internal static class TimeReader
{
    public static InputType Read(MapReader map)
    {
        var from = MinutesOf(map, "from") ?? TimeRules.Default.From;
        var to = MinutesOf(map, "to") ?? TimeRules.Default.To;
        if (from > to)
        {
            map.Report(map.Take("to")?.At ?? map.Take("from")!.At, "no time is from 'from' to 'to'", "write the earlier one as from:");
            return new ClockTime(TimeRules.Default);
        }
        return Examples.Checked(map, new ClockTime(new(from, to, map.OptionalName("example") ?? "")));
    }

    private static int? MinutesOf(MapReader map, string key)
    {
        if (map.Take(key) is not { IsEmpty: false } node) return null;
        if (TimeRules.TryParse(node.Text, out var minutes)) return minutes;

        map.Report(node.At, $"'{key}' is no time", $"write {key}: \"09:30\"");
        return null;
    }
}
