using Bot.Engine.Abstractions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Spool;

/// <summary>The clock of a server that is stopped and started again.</summary>
[Collection(StoppedPostgres.Name)]
public sealed class ClockAwayTests(PostgresServer server)
{
    [PostgresFact]
    public async Task While_the_database_is_away_the_clock_goes_on_and_follows_it_again_when_it_is_back()
    {
        var own = new ManualClock();
        var clock = new ServerClock(own);
        await using var store = await PostgresStore.OpenAsync(PostgresServer.Options(await server.CreateDatabaseAsync()), new Secrets("stage").Sealer, clock);
        var begun = clock.GetUtcNow();
        begun.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1), "the server is on this machine");

        await server.StopAsync();
        try
        {
            own.Advance(TimeSpan.FromHours(1));
            own.Set(TimeSpan.FromHours(-3));
            await FluentActions.Awaiting(() => clock.AskAsync(CancellationToken.None)).Should().ThrowAsync<StoreUnavailableException>();
            clock.GetUtcNow().Should().Be(begun.AddHours(1));
        }
        finally
        {
            await server.StartAsync();
        }

        // No question of its own: the connection that a statement needs anew asks first.
        await store.FindAsync("note", "1", CancellationToken.None);
        clock.GetUtcNow().Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }
}
