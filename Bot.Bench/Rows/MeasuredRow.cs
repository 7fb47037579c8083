using Bot.Bench.Figures;

namespace Bot.Bench.Rows;

/// <summary>One row of "Figures to reach": measures itself, with its ceilings in the same run, in bounded time.</summary>
/// <param name="Name">On the command line.</param>
internal sealed record MeasuredRow(string Name, string What, Func<TextWriter, Task<IReadOnlyList<Figure>>> MeasureAsync);

/// <summary>Every row, in the order of the table.</summary>
internal static class MeasuredRows
{
    public static IReadOnlyList<MeasuredRow> All { get; } =
    [
        new("pure", "pure turns per second and core", PureRow.MeasureAsync),
        new("durable", "durable turns over HTTP on SQLite", DurableRow.MeasureAsync),
        new("stores", "the same on LiteDB and on SQLite, in one run", StoresRow.MeasureAsync),
        new("wrk", "the same, driven by wrk where it is installed", WrkRow.MeasureAsync),
        new("postgres", "durable turns over HTTP on PostgreSQL, one host and two", PostgresRow.MeasureAsync),
        new("cluster", "three hosts on PostgreSQL behind a balancer that knows nothing of people, side by side and as a cluster", ClusterRow.MeasureAsync),
        new("otp", "one-time codes sent", OtpRow.MeasureAsync),
        new("statuses", "status events beside messages", StatusesRow.MeasureAsync),
        new("strangers", "webhooks beside strangers who take what they can", StrangersRow.MeasureAsync),
        new("overload", "more than can be answered, for a quarter of an hour", OverloadRow.MeasureAsync),
        new("scale", "a million sessions, pruning, restart", ScaleRow.MeasureAsync),
        new("desk", "the inbox of the desk, and what open desks cost", DeskRow.MeasureAsync),
        new("start", "start to the first webhook answered", StartRow.MeasureAsync),
    ];
}
