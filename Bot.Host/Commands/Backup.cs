using Bot.Engine.Abstractions;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary>Copies the database: one consistent state, other processes may go on writing.</summary>
internal sealed class Backup(DatabaseSettings database, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(BackupRequest request, CancellationToken cancel)
    {
        var target = request.Target.FullName;
        if (database.Address.BackupAdvice(request.Target.Name) is { } advice)
            return await CannotAsync(advice);
        if (database.Address.File is { } file && !File.Exists(file))
            return await CannotAsync($"There is no database at {file}: nothing was ever stored there.");
        if (File.Exists(target))
            return await CannotAsync($"{target} is there already; name a file that is not.");

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var draft = target + ".partial";
        File.Delete(draft);
        try
        {
            await database.Address.BackupAsync(draft, cancel);
        }
        catch (StoreUnavailableException refused)
        {
            File.Delete(draft);
            return await CannotAsync(refused.Message);
        }

        File.Move(draft, target);
        await output.WriteLineAsync($"{target} ({new FileInfo(target).Length} bytes)");
        return ExitCodes.Ok;
    }

    private async Task<int> CannotAsync(string sentence)
    {
        await error.WriteLineAsync(sentence);
        return ExitCodes.CannotRun;
    }
}
