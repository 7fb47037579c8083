using Bot.Host.Settings;
using Microsoft.Data.Sqlite;

namespace Bot.Host.Commands;

/// <summary>Copies the SQLite database with <c>VACUUM INTO</c>: one consistent state, other processes may go on writing.</summary>
internal sealed class Backup(DatabaseSettings database, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(BackupRequest request, CancellationToken cancel)
    {
        var target = request.Target.FullName;
        if (database.Postgres is not null)
            return await CannotAsync($"The data is in {database.Name}: copy it with PostgreSQL's own tools, e.g. pg_dump --format=custom --file={request.Target.Name}. Its sealed columns need SECRET_KEY to be read again.");
        if (!File.Exists(database.File))
            return await CannotAsync($"There is no database at {database.File}: nothing was ever stored there.");
        if (File.Exists(target))
            return await CannotAsync($"{target} is there already; name a file that is not.");

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var draft = target + ".partial";
        File.Delete(draft);
        try
        {
            await CopyAsync(draft, cancel);
        }
        catch (SqliteException refused)
        {
            File.Delete(draft);
            return await CannotAsync($"The database cannot be copied: {refused.Message}");
        }

        File.Move(draft, target);
        await output.WriteLineAsync($"{target} ({new FileInfo(target).Length} bytes)");
        return ExitCodes.Ok;
    }

    private async Task CopyAsync(string draft, CancellationToken cancel)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = database.File, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 60 };
        await using var connection = new SqliteConnection(source.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "vacuum into $file";
        command.Parameters.AddWithValue("$file", draft);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<int> CannotAsync(string sentence)
    {
        await error.WriteLineAsync(sentence);
        return ExitCodes.CannotRun;
    }
}
