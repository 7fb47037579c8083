using System.Globalization;
using Bot.Host.Desk.Pages;
using Bot.Host.Figures;
using Bot.Host.Http;

namespace Bot.Host.Desk.Figures;

/// <summary><c>/desk/api/flows/{flow}/{file}.csv</c>: figures as files, a line for each day, version and language.</summary>
internal sealed class FigureFiles(FigureReader reader, TimeProvider clock)
{
    public async Task SaveAsync(HttpContext context)
    {
        if (await AskedFigures.OfAsync(context, clock) is not { } asked) return;

        var (file, cancel) = ((string)context.Request.RouteValues["file"]!, context.RequestAborted);
        (string[] Head, IEnumerable<string[]> Rows)? table = file switch
        {
            "figures" => (["day", "version", "state", "trigger", "language", "turns"], await TurnsAsync(asked, cancel)),
            "runs" => (["day", "version", "language", "begun", "finished"],
                Lines(await reader.FiguresAsync(asked, cancel), one => [[Whole(one.Sums.Begun), Whole(one.Sums.Finished)]])),
            "times" => (["day", "version", "language", "state", "entered", "people", "median_seconds", "p90_seconds"],
                Lines(await reader.FiguresAsync(asked, cancel), one => ByState(one, (state, sums) =>
                    [[state, Whole(sums.Entered), Whole(sums.Took.Count()), Whole(sums.Took.At(0.5)), Whole(sums.Took.At(0.9))]]))),
            "reasons" => (["day", "version", "language", "state", "rule", "times"],
                Lines(await reader.FiguresAsync(asked, cancel), one => ByState(one, (state, sums) =>
                    sums.Rejected.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => new[] { state, rule.Key, Whole(rule.Value) })))),
            "rejected" => (["state", "rule", "text", "times", "people"],
                (await reader.RejectsAsync(asked, cancel)).Rejects.Select(one => new[] { one.State, one.Rule, one.Text, Whole(one.Times), Whole(one.People) })),
            _ => null,
        };
        if (table is not { } found)
        {
            await DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such file.");
            return;
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}.csv\"";
        await context.Response.WriteAsync(string.Concat(found.Rows.Prepend(found.Head).Select(CsvLine.Of)), cancel);
    }

    private async Task<IEnumerable<string[]>> TurnsAsync(AskedFigures asked, CancellationToken cancel) =>
        (await reader.CountsAsync(asked, cancel)).Where(count => asked.Takes(count.Day, count.FlowVersion, count.Language))
            .Select(count => new[] { Day(count.Day), count.FlowVersion, count.State, count.Trigger, count.Language, Whole(count.Turns) });

    private static IEnumerable<string[]> Lines(IReadOnlyList<FlowFigures> figures, Func<FlowFigures, IEnumerable<string[]>> cells) =>
        figures.OrderBy(one => one.Key.Day).ThenBy(one => one.Key.Version, StringComparer.Ordinal).ThenBy(one => one.Key.Language, StringComparer.Ordinal)
            .SelectMany(one => cells(one).Select(rest => (string[])[Day(one.Key.Day), one.Key.Version, one.Key.Language, .. rest]));

    private static IEnumerable<string[]> ByState(FlowFigures figures, Func<string, StateSums, IEnumerable<string[]>> cells) =>
        figures.Sums.States.OrderBy(state => state.Key, StringComparer.Ordinal).SelectMany(state => cells(state.Key, state.Value));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Whole(double number) => Math.Round(number).ToString(CultureInfo.InvariantCulture);
}
