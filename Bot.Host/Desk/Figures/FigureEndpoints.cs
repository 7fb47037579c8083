using System.Globalization;
using System.Text;
using Bot.Engine.Flows;
using Bot.Host.Desk.Pages;
using Bot.Storage.Abstractions;

namespace Bot.Host.Desk.Figures;

/// <summary><c>/desk/api/flows</c>: which flows there are, and how often what happened in one, for its drawing, as a table and as CSV.</summary>
internal sealed class FigureEndpoints(IStore store, FlowSet flows, TimeProvider clock)
{
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
    public async Task SaveAsync(HttpContext context)
    {
        var text = new StringBuilder("day,version,state,trigger,language,turns\r\n");
        foreach (var count in await CountsAsync(context))
        {
            // Names and words of the machine: nothing in them is quoted or computed by a spreadsheet.
            text.Append(CultureInfo.InvariantCulture,
                $"{count.Day:yyyy-MM-dd},{count.FlowVersion},{count.State},{count.Trigger},{count.Language},{count.Turns}\r\n");
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"figures.csv\"";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private async Task<List<TurnCount>> CountsAsync(HttpContext context)
    {
        var (query, flow) = (context.Request.Query, (string)context.Request.RouteValues["flow"]!);
        var days = int.TryParse(query["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, MostDays) : UsualDays;
        var (version, language) = (query["version"].ToString(), query["language"].ToString());
        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1 - days);
        return [.. (await store.TurnCountsAsync(flow, context.RequestAborted)).Where(count => count.Day >= since
            && (version.Length == 0 || count.FlowVersion == version) && (language.Length == 0 || count.Language == language))];
    }
}
