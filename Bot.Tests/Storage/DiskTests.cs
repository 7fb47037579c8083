using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Commands;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Storage;

/// <summary>A real disk that is full or read-only, and a damaged file: told in a sentence, and nothing acknowledged is lost.</summary>
public sealed class DiskTests
{
    [MountFact]
    public Task On_a_full_disk_the_provider_is_asked_to_deliver_again_and_ready_says_why() => FillAsync("sqlite");

    [MountFact]
    public Task On_a_full_disk_LiteDB_does_the_same() => FillAsync("litedb");

    private static async Task FillAsync(string store)
    {
        using var disk = Disk.Of("size=4m");
        var filler = Path.Combine(disk.Path, "filler");
        await File.WriteAllBytesAsync(filler, new byte[1_500_000]);
        var settings = new Dictionary<string, string> { ["DATABASE_URL"] = $"{store}:///{Path.Combine(disk.Path, "bot.db")}" };
        await using var host = await BotHost.StartAsync(new() { Folder = disk.Path, Settings = settings });

        var taken = 0;
        while (taken < 5000 && await SayAsync(host, taken) == 200) taken++;
        taken.Should().BeInRange(1, 4999);
        (await ReadyAsync(host)).Should().Be((503, "full"), "a small write may still fit, and people's do not");

        File.Delete(filler);
        (await SayAsync(host, taken)).Should().Be(200);
        (await ReadyAsync(host)).Should().Be((200, "up"));
    }

    [MountFact]
    public async Task A_read_only_disk_stops_the_start_with_a_sentence()
    {
        using var disk = Disk.Of("size=8m");
        await using (Open(disk.Path))
        {
        }

        disk.MakeReadOnly();
        var (code, error) = await ServeAsync(disk.Path);

        code.Should().Be(ExitCodes.CannotRun);
        error.Should().Contain(Path.Combine(disk.Path, "bot.db")).And.NotContain("   at ", "a person reads this, not a debugger");
    }

    [Fact]
    public async Task A_damaged_file_stops_the_start_and_integrity_tells_more()
    {
        using var folder = new TemporaryFolder();
        var file = await DamagedAsync(folder.Path);
        using var output = new StringWriter();

        var (code, error) = await ServeAsync(folder.Path);
        var looked = await IntegrityCommand.RunAsync(HostComposition.Sandboxed(folder.Path, "x"), output, output, default);

        code.Should().Be(ExitCodes.CannotRun);
        error.Should().Contain(file).And.Contain("damaged").And.Contain("integrity").And.Contain("backup").And.NotContain("   at ");
        looked.Should().Be(ExitCodes.Findings);
        output.ToString().Should().Contain(file).And.Contain("is damaged");
    }

    [Fact]
    public async Task A_sound_database_is_told_to_be_sound()
    {
        using var folder = new TemporaryFolder();
        await using (Open(folder.Path))
        {
        }

        using var output = new StringWriter();
        (await IntegrityCommand.RunAsync(HostComposition.Sandboxed(folder.Path, "x"), output, output, default)).Should().Be(ExitCodes.Ok);
        output.ToString().Should().Contain("is sound");
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_look_at()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();

        (await IntegrityCommand.RunAsync(HostComposition.Sandboxed(folder.Path, "x"), output, output, default)).Should().Be(ExitCodes.CannotRun);
    }

    [Fact]
    public async Task The_look_at_the_start_ends_in_its_time()
    {
        using var folder = new TemporaryFolder();
        var options = new SqliteOptions { Path = await DamagedAsync(folder.Path) };
        await using var connection = options.Open();

        SqliteMaintenance.QuickCheck(connection, TimeSpan.Zero).Should().BeNull("there was no time to find anything");
        SqliteMaintenance.QuickCheck(connection, TimeSpan.FromMinutes(1)).Should().NotBeNull();
    }

    private static SqliteStore Open(string folder) => SqliteStore.Open(new() { Path = Path.Combine(folder, "bot.db") }, new Secrets("stage").Sealer, TimeProvider.System);

    private static async Task<string> DamagedAsync(string folder)
    {
        await using (var store = Open(folder))
        {
            await store.PostAsync(
                new("test:1", new("test", "1", "", default), [.. Enumerable.Range(0, 3000).Select(number => new NewMessage($"m{number}", new TextMessage(new string('x', 500))))],
                    default), null, TimeSpan.FromMinutes(1), default);
        }

        var file = Path.Combine(folder, "bot.db");
        var bytes = await File.ReadAllBytesAsync(file);
        Array.Fill(bytes, (byte)0x5A, bytes.Length / 8 * 7, bytes.Length / 16);
        await File.WriteAllBytesAsync(file, bytes);
        return file;
    }

    private static Task<int> SayAsync(BotHost host, int person) => host.DeliverAsync("91" + (7_000_000_000L + person).ToString(CultureInfo.InvariantCulture), $"wamid.{person}", "hello");

    private static async Task<(int Status, string? Database)> ReadyAsync(BotHost host)
    {
        var (status, body) = await host.GetAsync("/health/ready");
        return (status, body.GetProperty("database").GetString());
    }

    private static async Task<(int Code, string Error)> ServeAsync(string folder)
    {
        using var working = new TemporaryFolder();
        return await HostProcess.RunAsync(working.Path, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["HOST"] = "127.0.0.1", ["PORT"] = "0", ["SECRET_KEY"] = "stage", ["DATABASE_URL"] = Path.Combine(folder, "bot.db") });
    }
}
