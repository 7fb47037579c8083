using Bot.Engine.Flows;
using Bot.Host.Desk.Pages;
using Bot.Host.Figures;

namespace Bot.Host.Desk.Figures;

/// <summary><c>/desk/api/flows</c>: which flows there are, and what happened in one, for its drawing and its tables.</summary>
internal sealed class FigureEndpoints(FlowSet flows, FigureReader reader, TimeProvider clock)
{
    public Task ListAsync(HttpContext context) => DeskAnswer.WriteAsync(context, new { items = flows.All.Select(flow => flow.Name) });

    /// <summary>Sums over days, versions and languages; see <see cref="AskedFigures"/>.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (await AskedFigures.OfAsync(context, clock) is not { } asked) return;

        var cancel = context.RequestAborted;
        var all = await reader.CountsAsync(asked, cancel);
        if (all.Count == 0 && flows.Find(asked.Flow) is null)
        {
            await DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such flow.");
            return;
        }

        var counts = all.Where(count => asked.Takes(count.Day, count.FlowVersion, count.Language)).ToList();
        var figures = await reader.FiguresAsync(asked, cancel);
        var (sums, begun) = (new FigureSums(), figures.ToLookup(one => one.Key.Day));
        foreach (var one in figures) sums.Add(one.Sums);
        await DeskAnswer.WriteAsync(context, new
        {
            rows = counts.GroupBy(count => (count.State, count.Trigger))
                .Select(same => new { same.Key.State, same.Key.Trigger, turns = same.Sum(count => count.Turns) }),
            sums.Begun,
            sums.Finished,
            states = sums.States.Select(state => new
            {
                state = state.Key, state.Value.Entered, people = state.Value.Took.Count(), median = state.Value.Took.At(0.5), tenth = state.Value.Took.At(0.9),
            }),
            reasons = sums.States.SelectMany(state => state.Value.Rejected.Select(rule => new { state = state.Key, rule = rule.Key, times = rule.Value }))
                .OrderByDescending(reason => reason.times).ThenBy(reason => reason.state, StringComparer.Ordinal),
            days = counts.GroupBy(count => count.Day).OrderBy(same => same.Key).Select(same => new
            {
                day = same.Key, turns = same.Sum(count => count.Turns),
                begun = begun[same.Key].Sum(one => one.Sums.Begun), finished = begun[same.Key].Sum(one => one.Sums.Finished),
            }),
            costs = await reader.CostsAsync(asked, cancel),
            versions = all.GroupBy(count => count.FlowVersion).OrderByDescending(same => same.Max(count => count.Day)).Select(same => same.Key),
            languages = all.Select(count => count.Language).Distinct().Order(StringComparer.Ordinal),
        });
    }

    /// <summary>What was typed and turned away, as far as the log still has it.</summary>
    public async Task SampleAsync(HttpContext context)
    {
        if (await AskedFigures.OfAsync(context, clock) is { } asked)
            await DeskAnswer.WriteAsync(context, await reader.RejectsAsync(asked, context.RequestAborted));
    }
}
