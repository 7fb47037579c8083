using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary>Tells which live sessions of a database a set of flows would strand, and where those would go on. Changes nothing.</summary>
internal sealed class MigrationReport(IStore store, FlowSet flows, TextWriter output)
{
    /// <returns>How many sessions would be stranded.</returns>
    public async Task<int> ReportAsync()
    {
        var (live, found) = (0, new Dictionary<SessionMigration, int>());
        await foreach (var line in store.AllAsync(CancellationToken.None).Where(line => line.Flow.Length > 0))
        {
            if (await store.LoadAsync(line.Conversation, CancellationToken.None) is not { } stored) continue;

            live++;
            if (SessionMigration.Of(flows, stored.Session) is { } migration) found[migration] = found.GetValueOrDefault(migration) + 1;
        }

        foreach (
            var (migration, count) in found.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Flow, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.State, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"{migration.Flow}/{migration.State}: {count} sessions, which would {(migration.Runs > 0 ? $"go on at {migration.Target}" : "begin again")}");
        }

        await output.WriteLineAsync($"{found.Values.Sum()} of {live} live sessions would be stranded.");
        return found.Values.Sum();
    }
}
