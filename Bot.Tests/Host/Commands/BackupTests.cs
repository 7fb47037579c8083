using Bot.Host.Commands;
using Bot.Host.Settings;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Host.Commands;

public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-backup").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task A_database_that_is_in_use_is_copied_whole()
    {
        await using var live = await OpenAsync("bot.db");
        await RunSqlAsync(live, "pragma journal_mode=wal; create table t(x); insert into t values (42);");

        (await BackUpAsync("kept/copy.db")).Should().Be(ExitCodes.Ok);

        await using var copy = await OpenAsync("kept/copy.db");
        (await RunSqlAsync(copy, "select x from t")).Should().Be(42L);
        Directory.GetFiles(Path.Combine(_folder, "kept")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_alone()
    {
        await using var live = await OpenAsync("bot.db");
        await File.WriteAllTextAsync(Path.Combine(_folder, "copy.db"), "mine");

        (await BackUpAsync("copy.db")).Should().Be(ExitCodes.CannotRun);

        (await File.ReadAllTextAsync(Path.Combine(_folder, "copy.db"))).Should().Be("mine");
        _error.ToString().Should().Contain("is there already");
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_copy()
    {
        (await BackUpAsync("copy.db")).Should().Be(ExitCodes.CannotRun);

        Directory.GetFiles(_folder).Should().BeEmpty();
    }

    [Fact]
    public async Task PostgreSQL_is_left_to_its_own_tools()
    {
        var database = DatabaseOptions.Of("postgresql://bot:s3cret@db.example.com/bot", _folder);

        (await BackupCommand.RunAsync(database, new(Path.Combine(_folder, "copy.db")), _output, _error, default)).Should().Be(ExitCodes.CannotRun);

        _error.ToString().Should().Contain("pg_dump").And.Contain("db.example.com:5432/bot").And.NotContain("s3cret");
    }

    private Task<int> BackUpAsync(string target) =>
        BackupCommand.RunAsync(DatabaseOptions.Of("bot.db", _folder), new(Path.Combine(_folder, target)), _output, _error, default);

    private async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, file)};Pooling=false");
        await connection.OpenAsync();
        await RunSqlAsync(connection, "create table if not exists opened(x)");
        return connection;
    }

    private static async Task<object?> RunSqlAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
