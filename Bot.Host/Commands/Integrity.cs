using Bot.Host.Settings;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;

namespace Bot.Host.Commands;

/// <summary>Looks at everything that is stored, and changes nothing: a damaged file is kept as it is.</summary>
internal sealed class Integrity(BotSettings settings, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var database = settings.Database;
        if (database.Postgres is null && !File.Exists(database.File))
        {
            await error.WriteLineAsync($"There is no database at {database.File}: nothing was ever stored there.");
            return ExitCodes.CannotRun;
        }

        var findings = database.Postgres is { } postgres ? await LookAsync(postgres, cancel) : await SqliteUpkeep.CheckAsync(new() { Path = database.File }, cancel);
        foreach (var finding in findings) await output.WriteLineAsync(finding);
        await output.WriteLineAsync(findings.Count == 0 ? $"{database.Name} is sound." : $"{database.Name} is damaged. Keep it as it is, and put the last backup in its place.");
        return findings.Count == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    private async Task<IReadOnlyList<string>> LookAsync(PostgresOptions postgres, CancellationToken cancel)
    {
        var secrets = new Secrets(settings.SecretKey.Length > 0 ? settings.SecretKey : SecretKeyFile.LoadOrCreate(settings.Folders.Data));
        await using var store = await PostgresStore.OpenAsync(postgres, secrets.Sealer, TimeProvider.System);
        return await store.IntegrityCheckAsync(cancel);
    }
}
