using Bot.Host.Commands;
using Bot.Storage;
using Bot.Tests.Host.Commands;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Postgres;

/// <summary><c>backup</c> and <c>restore</c> by PostgreSQL's own programs.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresBackupTests(PostgresServer server) : IDisposable
{
    private readonly BackupStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [PostgresFact]
    public async Task Everything_of_a_running_bot_comes_back()
    {
        var url = await server.CreateDatabaseAsync();
        await _stage.FillAsync(url);
        await using (var host = await DatabaseUrl.Parse(url, "/").OpenAsync(_stage.Sealer, TimeProvider.System))
            (await _stage.BackUpAsync(url)).Should().Be(ExitCodes.Ok, _stage.Said);

        await _stage.RestoredIsTheSameAsync(await server.CreateDatabaseAsync());
    }

    [PostgresFact]
    public async Task A_database_with_tables_is_left_alone()
    {
        var url = await server.CreateDatabaseAsync();
        await _stage.FillAsync(url);
        (await _stage.BackUpAsync(url)).Should().Be(ExitCodes.Ok, _stage.Said);

        (await _stage.RestoreAsync(url)).Should().Be(ExitCodes.CannotRun);

        _stage.Said.Should().Contain("is not empty");
    }
}
