using System.Globalization;
using Bot.Host.Replays;

namespace Bot.Host.Publishing;

/// <summary>Plays the scripted conversations that may come out otherwise, and counts what the happy paths send before and after.</summary>
internal static class ReplayRun
{
    private const string HappyPath = "happy-path.replay";

    /// <summary>Failures that are told line by line.</summary>
    private const int Whole = 3;

    public static async Task<ReplayResult> PlayAsync(TrialRequest request, Action<string, int, int> told, CancellationToken cancel)
    {
        var (before, after) = (request.Before, request.After);
        var (failures, more, happy) = (new List<string>(), new List<string>(), new List<HappyPathCost>());
        var plays = PlaysOf(after, request.Concerned.Played);
        for (var i = 0; i < plays.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            told("playing scripted conversations", i, plays.Count);
            var (failure, sent) = await PlayAsync(plays[i], after);
            if (failure is not null && failures.Count < Whole) failures.Add(VersionLoader.Shown(after, failure));
            else if (failure is not null) more.Add(VersionLoader.Shown(after, plays[i].ToString()));
            if (failure is not null || Path.GetFileName(plays[i].File) != HappyPath) continue;

            var same = plays[i] with { File = Path.Combine(before, Path.GetRelativePath(after, plays[i].File)) };
            var was = File.Exists(same.File) && await PlayAsync(same, before) is (null, var count) ? count : (int?)null;
            happy.Add(new(Path.GetFileName(Path.GetDirectoryName(same.File))!, plays[i].Language ?? "", was, sent, request.Price));
        }

        return new(plays.Count, failures, [.. happy.GroupBy(cost => cost.Flow).SelectMany(LinesOf)]) { MoreFailures = more };
    }

    /// <summary>Those to play.</summary>
    private static IReadOnlyList<ReplayPlay> PlaysOf(string folder, IReadOnlyList<string> flows)
    {
        var folders = Directory.EnumerateDirectories(folder).Where(flow => flows.Contains(Path.GetFileName(flow)));
        return ReplayPlay.Of([.. folders.SelectMany(flow => Directory.EnumerateFiles(flow, "*.replay")).Order(StringComparer.Ordinal)], folder);
    }

    /// <summary>One line a flow, where its languages send as many.</summary>
    private static IEnumerable<string> LinesOf(IGrouping<string, HappyPathCost> flow) =>
        flow.Select(cost => (cost.Was, cost.Now)).Distinct().Count() == 1 ? [flow.First().ToString("")] : flow.Select(cost => cost.ToString(cost.Language));

    private static async Task<(string? Failure, int Messages)> PlayAsync(ReplayPlay play, string folder)
    {
        var (script, issues) = await play.ReadAsync();
        if (issues.Count > 0) return (string.Join('\n', issues), 0);

        var costs = new ReplayCosts();
        return ((await ReplayPlayer.PlayAsync(script, folder, new ReplayCoverage(), channel: play.Channel, costs: costs))?.ToString(), costs.Messages);
    }

    /// <param name="Was">Messages of the live version; null where it has no such script, or it does not come out there.</param>
    /// <param name="Price">Of a message; null leaves the cost out.</param>
    private sealed record HappyPathCost(string Flow, string Language, int? Was, int Now, double? Price)
    {
        public string ToString(string language) => string.Create(CultureInfo.InvariantCulture,
            $"{Flow}{(language.Length > 0 ? $" [{language}]" : "")}: {Now} messages, {Compared}{Cost}");

        private string Cost => Price is not { } each ? ""
            : Was is { } was ? string.Create(CultureInfo.InvariantCulture, $"; cost {Now * each:0.000}, before {was * each:0.000}")
            : string.Create(CultureInfo.InvariantCulture, $"; cost {Now * each:0.000}");

        private string Compared => Was is not { } was ? "new" : was == Now ? "as before"
            : was == 0 ? "before none" : string.Create(CultureInfo.InvariantCulture, $"before {was} ({100.0 * (Now - was) / was:+0;-0} %)");
    }
}
