using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary>Looks at everything that is stored, and changes nothing: a damaged file is kept as it is.</summary>
internal sealed class Integrity(BotSettings settings, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var database = settings.Database;
        if (database.Address.File is { } file && !File.Exists(file))
        {
            await error.WriteLineAsync($"There is no database at {file}: nothing was ever stored there.");
            return ExitCodes.CannotRun;
        }

        var findings = await database.Address.IntegrityCheckAsync(() => BotEngine.SecretsOf(settings).Sealer, TimeProvider.System, cancel);
        foreach (var finding in findings) await output.WriteLineAsync(finding);
        await output.WriteLineAsync(findings.Count == 0 ? $"{database.Name} is sound." : $"{database.Name} is damaged. Keep it as it is, and put the last backup in its place.");
        return findings.Count == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }
}
