using Bot.Engine.Abstractions;
using Bot.Host.Commands;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Commands;

/// <summary><c>copy</c>, and what the other commands do with a LiteDB file.</summary>
public sealed class CopyTests : IDisposable
{
    private const string Old = "an old key that may be guessed";
    private const string New = "a new key of the tests, 32 characters or more";

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    private string Sqlite => $"sqlite:///{Path.Combine(_folder.Path, "bot.db")}";

    private string LiteDb => $"litedb:///{Path.Combine(_folder.Path, "bot.litedb")}";

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_tells_each_table_and_that_all_is_the_same()
    {
        await FillAsync(Sqlite);

        (await CopyAsync(Sqlite, LiteDb)).Should().Be(ExitCodes.Ok, _output.ToString());

        _output.ToString().Should().Contain("sessions: 3 rows").And.Contain("record_lookups: 3 rows").And.Contain("rows of 11 tables are in")
            .And.Contain("read again and compared");
    }

    [Fact]
    public async Task What_is_not_there_or_not_empty_is_told_in_a_sentence()
    {
        (await CopyAsync(Sqlite, LiteDb)).Should().Be(ExitCodes.CannotRun);
        _output.ToString().Should().Contain("There is no database at");
        await FillAsync(Sqlite);
        await FillAsync(LiteDb);
        (await CopyAsync(Sqlite, LiteDb)).Should().Be(ExitCodes.CannotRun);
        _output.ToString().Should().Contain("is not empty").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_LiteDB_file_is_looked_at_copied_and_sealed_anew()
    {
        await FillAsync(LiteDb);
        var configuration = HostComposition.Sandboxed(_folder.Path, "x", null, ("SECRET_KEY", $"{New},{Old}"), ("DATABASE_URL", LiteDb));

        (await IntegrityCommand.RunAsync(configuration, _output, _output, default)).Should().Be(ExitCodes.Ok, _output.ToString());
        (await RotateKeyCommand.RunAsync(configuration, _output, _output, default)).Should().Be(ExitCodes.Ok, _output.ToString());
        _output.ToString().Should().Contain("sessions, 3 rows looked at, 3 sealed anew").And.Contain("The others may be taken away");
        var backup = Path.Combine(_folder.Path, "backup");
        (await BackUpAsync(backup, $"{New},{Old}")).Should().Be(ExitCodes.Ok, _output.ToString());

        await using var store = await DatabaseUrl.Parse($"litedb:///{Path.Combine(backup, "bot.litedb")}", "/").OpenAsync(new Secrets(New).Sealer, TimeProvider.System);
        (await store.LoadAsync("meta:1", default))!.Session.Id.Should().Be("s1");
    }

    [Fact]
    public async Task While_a_host_has_a_LiteDB_file_commands_say_so()
    {
        await FillAsync(LiteDb);
        await using var host = await DatabaseUrl.Parse(LiteDb, "/").OpenAsync(new Secrets(Old).Sealer, TimeProvider.System);

        (await BackUpAsync(Path.Combine(_folder.Path, "copy"), Old)).Should().Be(ExitCodes.CannotRun);
        (await CopyAsync(LiteDb, Sqlite)).Should().Be(ExitCodes.CannotRun);
        _output.ToString().Should().Contain("held by another process").And.NotContain("   at ");
    }

    private Task<int> BackUpAsync(string folder, string key) => BackupCommand.RunAsync(
        HostComposition.Sandboxed(_folder.Path, "x", null, ("SECRET_KEY", key), ("DATABASE_URL", LiteDb)), new(folder), false, _output, _output, default);

    private Task<int> CopyAsync(string from, string to) =>
        CopyCommand.RunAsync(HostComposition.Sandboxed(_folder.Path, "x", null, ("SECRET_KEY", Old)), from, to, _output, _output, default);

    private static async Task FillAsync(string url)
    {
        await using var store = await DatabaseUrl.Parse(url, "/").CreateAsync(new Secrets(Old).Sealer, TimeProvider.System);
        await BackupStage.FillAsync(store);
    }
}
