using System.Globalization;
using Bot.Engine.Flows;
using Bot.Host.Desk.Pages;
using Bot.Host.Http;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Desk.Figures;

/// <summary><c>/desk/api/flows</c>: which flows there are, and how often what happened in one, for its drawing, as a table and as CSV.</summary>
internal sealed class FigureEndpoints(IStore store, FlowSet flows, FlowSample sample, TimeProvider clock)
{
    /// <summary>Turns that are looked at for times and rejected texts, unless <c>turns</c> says how many.</summary>
    private const int UsualTurns = 5_000;

    private const int MostTurns = 50_000;

    private const int MostDays = 3_650;
    private const int UsualDays = 30;

    public Task ListAsync(HttpContext context) => DeskAnswer.WriteAsync(context, new { items = flows.All.Select(flow => flow.Name) });

    /// <summary>Sums over days, versions and languages: <c>?days=30&amp;version=..&amp;language=hi</c>.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        var counts = await CountsAsync(context);
        await DeskAnswer.WriteAsync(context, new
        {
            rows = counts.GroupBy(count => (count.State, count.Trigger))
                .Select(same => new { same.Key.State, same.Key.Trigger, turns = same.Sum(count => count.Turns) }),
            days = counts.GroupBy(count => count.Day).OrderBy(same => same.Key).Select(same => new { day = same.Key, turns = same.Sum(count => count.Turns) }),
            versions = counts.Select(count => count.FlowVersion).Distinct(),
            languages = counts.Select(count => count.Language).Distinct().Order(StringComparer.Ordinal),
        });
    }

    /// <summary>Every row by itself.</summary>
    public async Task SaveAsync(HttpContext context) =>
        await SaveAsync(context, "figures.csv", ["day", "version", "state", "trigger", "language", "turns"], (await CountsAsync(context)).Select(count => new[]
        {
            count.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), count.FlowVersion, count.State, count.Trigger, count.Language, Whole(count.Turns),
        }));

    /// <summary>What the newest turns tell besides: <c>?days=30&amp;turns=5000&amp;language=hi&amp;version=..</c>.</summary>
    public async Task SampleAsync(HttpContext context) => await DeskAnswer.WriteAsync(context, await SampledAsync(context));

    /// <summary>Seconds at each state.</summary>
    public async Task SaveTimesAsync(HttpContext context) => await SaveAsync(context, "times.csv", ["state", "people", "median_seconds", "p90_seconds"],
        (await SampledAsync(context)).Times.Select(time => new[] { time.State, Whole(time.People), Whole(time.Median), Whole(time.Tenth) }));

    /// <summary>What was turned away.</summary>
    public async Task SaveRejectsAsync(HttpContext context) => await SaveAsync(context, "rejected.csv", ["state", "rule", "text", "times", "people"],
        (await SampledAsync(context)).Rejects.Select(one => new[] { one.State, one.Rule, one.Text, Whole(one.Times), Whole(one.People) }));

    private static async Task SaveAsync(HttpContext context, string name, string[] head, IEnumerable<string[]> rows)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await context.Response.WriteAsync(string.Concat(rows.Prepend(head).Select(CsvLine.Of)), context.RequestAborted);
    }

    private static string Whole(double number) => Math.Round(number).ToString(CultureInfo.InvariantCulture);

    private async Task<SampledFlow> SampledAsync(HttpContext context)
    {
        var (asked, flow) = (Asked.Of(context, clock), (string)context.Request.RouteValues["flow"]!);
        var limit = int.TryParse(context.Request.Query["turns"], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? Math.Clamp(given, 1, MostTurns) : UsualTurns;
        var turns = await new TurnSample(store).NewestAsync(limit, context.RequestAborted);
        return sample.Of(flow, turns, turn => asked.Takes(DateOnly.FromDateTime(turn.At.UtcDateTime), turn.FlowVersion, turn.Language));
    }

    private async Task<List<TurnCount>> CountsAsync(HttpContext context)
    {
        var asked = Asked.Of(context, clock);
        return [.. (await store.TurnCountsAsync((string)context.Request.RouteValues["flow"]!, context.RequestAborted))
            .Where(count => asked.Takes(count.Day, count.FlowVersion, count.Language))];
    }

    /// <summary>What a request asks for.</summary>
    private sealed record Asked(DateOnly Since, string Version, string Language)
    {
        public static Asked Of(HttpContext context, TimeProvider clock)
        {
            var query = context.Request.Query;
            var days = int.TryParse(query["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, MostDays) : UsualDays;
            return new(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1 - days), query["version"].ToString(), query["language"].ToString());
        }

        public bool Takes(DateOnly day, string version, string language) =>
            day >= Since && (Version.Length == 0 || version == Version) && (Language.Length == 0 || language == Language);
    }
}
