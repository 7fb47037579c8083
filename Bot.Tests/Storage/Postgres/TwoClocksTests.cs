using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Storage.Postgres;

/// <summary>Two hosts on one database, the first one's own clock a minute behind and the second one's a minute ahead.</summary>
[Collection(PostgresTests.Name)]
public sealed class TwoClocksTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Person = "meta:919800000001";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Reminder = TimeSpan.FromMinutes(1.5);

    private readonly ManualClock _behind = new();
    private readonly ManualClock _ahead = new(new ManualClock().Now.AddMinutes(2));

    private string _url = "";

    [PostgresFact]
    public async Task What_is_under_way_at_one_is_not_taken_by_the_other_before_its_lease_ends()
    {
        var (first, second) = (new ServerClock(_behind), new ServerClock(_ahead));
        await using var one = await FilledAsync(first);
        await using var other = await OpenAsync(_url, second);
        (await ClaimAsync(one, first)).Should().ContainSingle();

        (await ClaimAsync(other, second)).Should().BeEmpty("the other one is at it");
        _ahead.Advance(Lease + TimeSpan.FromSeconds(1));
        (await ClaimAsync(other, second)).Should().ContainSingle().Which.Recovering.Should().BeTrue();
    }

    [PostgresFact]
    public async Task A_timer_fires_at_neither_before_its_time()
    {
        var (first, second) = (new ServerClock(_behind), new ServerClock(_ahead));
        await using var one = await FilledAsync(first);
        await using var other = await OpenAsync(_url, second);

        (await other.DueTimersAsync(second.GetUtcNow(), 10, default)).Should().BeEmpty();
        _ahead.Advance(Reminder + TimeSpan.FromSeconds(1));
        (await other.DueTimersAsync(second.GetUtcNow(), 10, default)).Should().ContainSingle();
        (await one.DueTimersAsync(first.GetUtcNow(), 10, default)).Should().BeEmpty();
    }

    [PostgresFact]
    public async Task A_clock_that_is_set_while_a_host_runs_is_asked_about_within_a_second_and_moves_nothing()
    {
        var clock = new ServerClock(_behind);
        await using var store = await FilledAsync(clock);
        using var worker = new ServerClockWorker(clock, NullLogger<ServerClockWorker>.Instance);
        await worker.StartAsync(default);
        var before = clock.GetUtcNow();

        _behind.Set(TimeSpan.FromHours(1));
        clock.GetUtcNow().Should().Be(before);
        clock.IsInDoubt.Should().BeTrue();
        await Eventually.Holds(() =>
        {
            _behind.Advance(TimeSpan.FromSeconds(1));
            return !clock.IsInDoubt;
        });
        clock.GetUtcNow().Should().BeCloseTo(before, TimeSpan.FromMinutes(10), "the second may have come round more than once");
        await worker.StopAsync(default);
    }

    private async Task<PostgresStore> FilledAsync(TimeProvider clock)
    {
        _url = await database.EmptyAsync(server);
        var store = await OpenAsync(_url, clock);
        var now = clock.GetUtcNow();
        await store.CommitAsync(new()
        {
            Conversation = Person,
            ExpectedVersion = 0,
            Session = new() { Id = "s.1", Turn = 1 },
            Facts = new("meta", "919800000001", "", now),
            HandledId = "in.1",
            At = now,
            Outbox = [new NewMessage("out.1", new TextMessage("hello"))],
            Timers = [new(TimerKind.Remind, now + Reminder, 1)],
        }, default);
        return store;
    }

    private static Task<PostgresStore> OpenAsync(string url, TimeProvider clock) =>
        PostgresStore.OpenAsync(PostgresServer.Options(url), new Secrets("a secret of the tests").Sealer, clock);

    /// <summary>As the pump of a host does it.</summary>
    private static Task<IReadOnlyList<OutboxRow>> ClaimAsync(PostgresStore store, TimeProvider clock) =>
        store.ClaimAsync("host", clock.GetUtcNow(), Lease, 10, default);
}
