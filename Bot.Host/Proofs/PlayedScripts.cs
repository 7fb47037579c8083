using System.Collections.Concurrent;
using Bot.Engine.Conversations;
using Bot.Engine.Rehearsals;
using Bot.Host.Rehearsals;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Storage;

namespace Bot.Host.Proofs;

/// <summary>Scripted conversations as the turn log tells them, each played once as it is written.</summary>
internal static class PlayedScripts
{
    public static async Task<IReadOnlyList<RecordedConversation>> ReadAsync(string flows, CancellationToken cancel)
    {
        var played = new ConcurrentBag<RecordedConversation>();
        var folder = Directory.CreateTempSubdirectory("bot-scripts-").FullName;
        try
        {
            var files = Directory.EnumerateFiles(flows, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select((file, number) => (file, number));
            await Parallel.ForEachAsync(files, cancel, async (one, stop) =>
            {
                var database = Path.Combine(folder, $"{one.number}.db");
                var (script, issues) = await new ReplayPlay(one.file, null).ReadAsync();
                if (issues.Count > 0) return;

                await ReplayPlayer.PlayAsync(script, flows, new Observers([]), (database, new VirtualClock().GetUtcNow()));
                await using var store = await DatabaseUrl.Parse(database, "/")
                    .OpenAsync(SealingOptions.SealerOf(StageConfiguration.Of(folder, flows, ReplayStage.Secret)), TimeProvider.System);
                var conversations = new RecordedConversations(store, DateTimeOffset.UnixEpoch);
                await foreach (var line in conversations.ListAsync(stop))
                {
                    if (await conversations.ReadAsync(line, stop) is { } recorded) played.Add(recorded with { Now = null });
                }
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return [.. played];
    }
}
