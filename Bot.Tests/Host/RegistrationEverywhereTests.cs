using Bot.Engine.Conversations;
using Bot.Host.Replays;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Host;

/// <summary>One scripted registration on every store, over every way that one can talk to the bot.</summary>
[Collection(PostgresTests.Name)]
public sealed class RegistrationEverywhereTests(PostgresServer postgres) : IDisposable
{
    private static readonly ReplayScript Script = ReplayScript.Read("happy-path.replay", File.ReadAllText(
        Path.Combine(Repository.Flows, "fastag-assign", "happy-path.replay")), "en").Script;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("sqlite", "meta")]
    [InlineData("sqlite", "gupshup")]
    [InlineData("sqlite", "workflow")]
    [InlineData("sqlite", "botframework")]
    [InlineData("litedb", "meta")]
    [InlineData("litedb", "gupshup")]
    [InlineData("litedb", "workflow")]
    [InlineData("litedb", "botframework")]
    public Task A_vehicle_is_registered_on_a_store_of_files(string store, string channel) =>
        RegisterAsync(store == "sqlite" ? Path.Combine(_folder.Path, "bot.db") : $"litedb:///{Path.Combine(_folder.Path, "bot.litedb")}", channel);

    [PostgresTheory]
    [InlineData("meta")]
    [InlineData("gupshup")]
    [InlineData("workflow")]
    [InlineData("botframework")]
    public async Task A_vehicle_is_registered_on_PostgreSQL(string channel) => await RegisterAsync(await postgres.CreateDatabaseAsync(), channel);

    public void Dispose() => _folder.Dispose();

    private static async Task RegisterAsync(string database, string channel)
    {
        if (channel == "workflow")
        {
            await WorkflowPlayer.PlayAsync(Script, database);
            return;
        }

        var begin = (database, TimeProvider.System.GetUtcNow());
        (await ReplayPlayer.PlayAsync(Script, Repository.Flows, new Observers([]), begin, channel)).Should().BeNull();
    }
}
