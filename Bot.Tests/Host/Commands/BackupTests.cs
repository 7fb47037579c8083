using Bot.Host.Commands;
using Bot.Host.Commands.Backups;
using Bot.Storage;
using Bot.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Host.Commands;

/// <summary><c>backup</c> and <c>restore</c> where the database is a file.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly BackupStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Everything_of_a_running_bot_on_SQLite_comes_back()
    {
        var url = _stage.FileUrl("sqlite", "bot.db");
        await _stage.FillAsync(url);
        await using (var host = await DatabaseUrl.Parse(url, "/").OpenAsync(_stage.Sealer, TimeProvider.System))
            (await _stage.BackUpAsync(url)).Should().Be(ExitCodes.Ok, _stage.Said);

        await _stage.RestoredIsTheSameAsync(_stage.FileUrl("sqlite", "there.db"));
    }

    [Fact]
    public async Task Everything_of_a_bot_on_LiteDB_comes_back()
    {
        var url = _stage.FileUrl("litedb", "bot.litedb");
        await _stage.FillAsync(url);
        (await _stage.BackUpAsync(url)).Should().Be(ExitCodes.Ok, _stage.Said);

        await _stage.RestoredIsTheSameAsync(_stage.FileUrl("litedb", "there.litedb"));
    }

    [Fact]
    public async Task A_database_that_is_written_meanwhile_is_copied_as_of_one_moment()
    {
        await using var live = new SqliteConnection($"Data Source={Path.Combine(_stage.Folder, "bot.db")};Pooling=false");
        await live.OpenAsync();
        await RunSqlAsync(live, "pragma journal_mode=wal; create table t(x); insert into t values (42);");

        (await _stage.BackUpAsync(_stage.FileUrl("sqlite", "bot.db"))).Should().Be(ExitCodes.Ok, _stage.Said);

        await using var copy = new SqliteConnection($"Data Source={Path.Combine(_stage.Backup, "bot.db")};Pooling=false");
        await copy.OpenAsync();
        (await RunSqlAsync(copy, "select x from t")).Should().Be(42L);
        Directory.GetFiles(_stage.Backup).Select(Path.GetFileName).Should().BeEquivalentTo("bot.db", "backup.json");
    }

    [Fact]
    public async Task What_a_stopped_backup_left_is_no_hindrance_and_no_backup()
    {
        var url = await _stage.BackedUpAsync();
        Directory.Move(_stage.Backup, _stage.Backup + ".partial");
        File.Delete(Path.Combine(_stage.Backup + ".partial", "backup.json"));

        (await _stage.RestoreAsync(_stage.FileUrl("sqlite", "there.db"), _stage.Backup + ".partial")).Should().Be(ExitCodes.CannotRun);
        (await _stage.BackUpAsync(url)).Should().Be(ExitCodes.Ok);

        _stage.Said.Should().Contain("is no whole backup");
        Directory.Exists(_stage.Backup + ".partial").Should().BeFalse();
    }

    [Fact]
    public async Task A_folder_that_is_there_is_left_alone()
    {
        await _stage.BackedUpAsync();
        await File.WriteAllTextAsync(Path.Combine(_stage.Backup, "mine"), "mine");

        (await _stage.BackUpAsync(_stage.FileUrl("sqlite", "bot.db"))).Should().Be(ExitCodes.CannotRun);

        (await File.ReadAllTextAsync(Path.Combine(_stage.Backup, "mine"))).Should().Be("mine");
        _stage.Said.Should().Contain("is there already");
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_copy()
    {
        (await _stage.BackUpAsync(_stage.FileUrl("sqlite", "bot.db"))).Should().Be(ExitCodes.CannotRun);

        Directory.Exists(_stage.Backup).Should().BeFalse();
    }

    [Fact]
    public async Task A_database_that_is_there_is_left_alone()
    {
        var url = await _stage.BackedUpAsync();
        var before = await File.ReadAllBytesAsync(Path.Combine(_stage.Folder, "bot.db"));

        (await _stage.RestoreAsync(url)).Should().Be(ExitCodes.CannotRun);

        _stage.Said.Should().Contain("There is a database at");
        (await File.ReadAllBytesAsync(Path.Combine(_stage.Folder, "bot.db"))).Should().Equal(before);
    }

    [Theory]
    [InlineData("bot.db")]
    [InlineData("photo")]
    public async Task What_is_not_as_it_was_written_is_refused_before_anything_is_changed(string what)
    {
        await _stage.BackedUpAsync();
        var path = what == "photo"
            ? Directory.EnumerateFiles(Path.Combine(_stage.Backup, BackupManifest.Photos), "*", SearchOption.AllDirectories).First()
            : Path.Combine(_stage.Backup, what);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        (await _stage.RestoreAsync(_stage.FileUrl("sqlite", "new/there.db"), data: "new")).Should().Be(ExitCodes.CannotRun);

        _stage.Said.Should().Contain("is not what was written");
        Directory.Exists(Path.Combine(_stage.Folder, "new")).Should().BeFalse();
    }

    [Fact]
    public async Task Another_key_is_told_before_anything_is_changed()
    {
        await _stage.BackedUpAsync();

        (await _stage.RestoreAsync(_stage.FileUrl("sqlite", "new/there.db"), data: "new", key: "another key of the tests with 32 characters")).Should().Be(ExitCodes.CannotRun);

        _stage.Said.Should().Contain("SECRET_KEY is not the key of this backup");
        Directory.Exists(Path.Combine(_stage.Folder, "new")).Should().BeFalse();
    }

    [Fact]
    public async Task A_key_in_the_backup_is_put_where_a_development_machine_looks_for_it()
    {
        await _stage.BackedUpAsync(withKey: true);

        (await _stage.RestoreAsync(_stage.FileUrl("sqlite", "new/there.db"), data: "new", key: "")).Should().Be(ExitCodes.Ok, _stage.Said);

        (await File.ReadAllTextAsync(Path.Combine(_stage.Folder, "new", "secret.key"))).Trim().Should().Be(BackupStage.Key);
    }

    [Fact]
    public async Task Without_its_key_a_backup_is_not_put_back()
    {
        await _stage.BackedUpAsync();

        (await _stage.RestoreAsync(_stage.FileUrl("sqlite", "new/there.db"), data: "new", key: "")).Should().Be(ExitCodes.CannotRun);

        _stage.Said.Should().Contain("The key of this backup is not in it");
    }

    [Fact]
    public async Task A_copy_of_another_kind_of_store_is_told_with_the_way()
    {
        await _stage.BackedUpAsync();

        (await _stage.RestoreAsync(_stage.FileUrl("litedb", "there.litedb"))).Should().Be(ExitCodes.CannotRun);

        _stage.Said.Should().Contain("another kind of store").And.Contain("`copy`");
    }

    private static async Task<object?> RunSqlAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
