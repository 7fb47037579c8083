using System.Text.Json;
using Bot.Host.Replays;
using Bot.Sandbox.Phones;
using Bot.Storage;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Storage;

/// <summary>A database that the build of commit 114ae31 wrote opens, and what was going on in it goes on. How it was made: README.md beside it.</summary>
public sealed class OldDatabaseTests : IDisposable
{
    private const string SecretKey = "stage";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Conversations => OldDatabase.Conversations;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task An_open_conversation_goes_on(string file) => (await OldDatabase.PlayAsync(file, Copy(), OldDatabase.SqliteEnd)).Should().BeNull();

    [Fact]
    public async Task It_is_sound()
    {
        var (code, error) = await HostProcess.RunAsync(_folder.Path, new Dictionary<string, string> { ["DATABASE_URL"] = Copy(), ["ASPNETCORE_ENVIRONMENT"] = "Development", ["SECRET_KEY"] = SecretKey }, "integrity");

        error.Should().BeEmpty();
        code.Should().Be(0);
    }

    [Fact]
    public async Task A_button_that_was_offered_then_can_be_tapped()
    {
        var clock = new VirtualClock();
        clock.MoveTo(OldDatabase.SqliteEnd);
        await using var stage = await ReplayStage.OpenAsync(Repository.Flows, clock, new RecordingObserver(), Copy());

        await stage.DeliverAsync("meta", stage.Phones["meta"].Tap(new PhoneAct("919800000103", "Test Person", "now.1", clock.GetUtcNow()), "agentMenu@1#assign", "Assign a FASTag", list: false));
        await stage.SettleAsync();

        stage.World.Sent.Should().ContainSingle(sent => sent.To == "919800000103").Which.Text.Should().StartWith("Let's get your FASTag in just a few steps.");
    }

    [Fact]
    public async Task Its_records_are_told_by_the_whole_host()
    {
        await using var host = await BotHost.StartAsync(new() { CopyOf = OldDatabase.Sqlite, Settings = new Dictionary<string, string> { ["SECRET_KEY"] = SecretKey } });

        var vehicle = await DataAsync(host, "/vehicles/MH12AB1201");
        var tag = await DataAsync(host, "/fastags/608116-001-0001231");
        var agents = await DataAsync(host, "/agents");

        vehicle.Should().Contain("608116-001-0001231");
        tag.Should().Contain("MH12AB1201");
        agents.Should().Contain("Asha");
    }

    [Fact]
    public async Task What_was_said_and_handled_then_stands_in_the_turn_log()
    {
        var file = Copy();
        var (said, handled) = (Count(file, "transcript"), Count(file, "handled"));

        await (await DatabaseUrl.Parse(file, "/").OpenAsync(new Secrets(SecretKey).Sealer, TimeProvider.System)).DisposeAsync();

        said.Should().BePositive();
        Count(file, "turns where version > 0 and kept = 1 and length(body) > 0").Should().Be(said);
        Count(file, "turns where version = 0 and kept = 0 and length(body) = 0").Should().Be(handled);
        Count(file, "sqlite_master where name in ('handled', 'transcript')").Should().Be(0);
    }

    private static long Count(string file, string rows)
    {
        using var connection = new SqliteOptions { Path = file }.Open();
        return SqliteConnections.Number(connection, $"select count(*) from {rows}");
    }

    private static async Task<string> DataAsync(BotHost host, string path)
    {
        var (status, body) = await host.TextAsync(HttpMethod.Get, path);
        status.Should().Be(200, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("data").GetRawText();
    }

    /// <summary>A copy of the file: the store writes into what it opens.</summary>
    private string Copy()
    {
        var copy = Path.Combine(_folder.Path, "bot.db");
        File.Copy(OldDatabase.Sqlite, copy);
        return copy;
    }
}
