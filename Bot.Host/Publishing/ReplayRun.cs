using Bot.Host.Replays;

namespace Bot.Host.Publishing;

/// <summary>Plays the scripted conversations of the flows that changed, and counts what the happy paths send before and after.</summary>
internal static class ReplayRun
{
    private const string HappyPath = "happy-path.replay";

    /// <param name="before">Folder of the version that is live.</param>
    /// <param name="after">Folder of the other one.</param>
    /// <param name="changes">What is different; what all flows share concerns all of them.</param>
    public static async Task<ReplayResult> PlayAsync(string before, string after, IReadOnlyList<FlowChange> changes, Action step, CancellationToken cancel)
    {
        var (played, failures, costs) = (0, new List<string>(), new List<string>());
        foreach (var play in PlaysOf(after, changes))
        {
            cancel.ThrowIfCancellationRequested();
            var (failure, sent) = await PlayAsync(play, after);
            played++;
            step();
            if (failure is not null) failures.Add(failure);
            if (failure is not null || Path.GetFileName(play.File) != HappyPath) continue;

            var same = play with { File = Path.Combine(before, Path.GetRelativePath(after, play.File)) };
            if (!File.Exists(same.File)) continue;
            var (unlike, was) = await PlayAsync(same, before);
            if (unlike is null && was != sent) costs.Add($"{Path.GetFileName(Path.GetDirectoryName(play.File))}{(play.Language is { } language ? $" [{language}]" : "")}: {sent} messages, before {was}");
        }

        return new(played, failures, costs);
    }

    /// <summary>Those to play.</summary>
    public static IReadOnlyList<ReplayPlay> PlaysOf(string folder, IReadOnlyList<FlowChange> changes)
    {
        var all = changes.Any(change => change.Flow.Length == 0);
        var folders = Directory.EnumerateDirectories(folder).Where(flow => all || changes.Any(change => change.Flow == Path.GetFileName(flow)));
        return ReplayPlay.Of([.. folders.SelectMany(flow => Directory.EnumerateFiles(flow, "*.replay")).Order(StringComparer.Ordinal)], folder);
    }

    private static async Task<(string? Failure, int Messages)> PlayAsync(ReplayPlay play, string folder)
    {
        var (script, issues) = await play.ReadAsync();
        if (issues.Count > 0) return (string.Join('\n', issues), 0);

        var costs = new ReplayCosts();
        return ((await ReplayPlayer.PlayAsync(script, folder, new ReplayCoverage(), channel: play.Channel, costs: costs))?.ToString(), costs.Messages);
    }
}
