using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Postgres;

/// <summary>What is due is divided among hosts, and nothing is left over.</summary>
[Collection(PostgresTests.Name)]
public sealed class WorkShareTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Hosts = 3;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly string[] People = [.. Enumerable.Range(0, 30).Select(i => $"meta:91980000{i:00}00")];

    private readonly ManualClock _clock = new();

    [PostgresFact]
    public async Task Every_row_is_claimed_by_the_host_whose_share_it_is_and_by_no_other()
    {
        await using var store = await FilledAsync();
        var claimed = new List<string>();
        for (var host = 0; host < Hosts; host++)
        {
            var share = new WorkShare(host, Hosts);
            (await store.NextOutboxDueAsync(share, default)).Should().NotBeNull();
            var rows = await ClaimAsync(store, share);
            rows.Should().NotBeEmpty();
            claimed.AddRange(rows);
            (await ClaimAsync(store, share)).Should().BeEmpty("what another host's share is stays for it");
        }

        claimed.Should().BeEquivalentTo(People);
    }

    [PostgresFact]
    public async Task A_host_claims_what_it_left_itself_whichever_hosts_share_it_is()
    {
        await using var store = await FilledAsync();
        var own = await ClaimAsync(store, new(0, Hosts));
        var others = People.Except(own).Take(3).ToArray();
        (await ClaimAsync(store, new(0, Hosts), others)).Should().BeEquivalentTo(others);
    }

    [PostgresFact]
    public async Task What_was_not_taken_in_time_is_every_hosts()
    {
        await using var store = await FilledAsync();
        var own = await ClaimAsync(store, new(0, Hosts));
        _clock.Advance(WorkScope.Overdue);
        (await ClaimAsync(store, new(0, Hosts))).Should().BeEquivalentTo(People.Except(own));
    }

    [PostgresFact]
    public async Task Timers_are_divided_alike()
    {
        await using var store = await FilledAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        var due = new List<string>();
        for (var host = 0; host < Hosts; host++) due.AddRange(await DueAsync(store, new(host, Hosts)));
        due.Should().BeEquivalentTo(People);

        _clock.Advance(WorkScope.Overdue);
        (await DueAsync(store, new(0, Hosts))).Should().BeEquivalentTo(People);
    }

    private async Task<string[]> ClaimAsync(PostgresStore store, WorkShare share, params string[] filled) =>
    [
        .. (await store.ClaimAsync($"host{share.Index}", WorkScope.Of(share, _clock.Now, filled), _clock.Now, Lease, 100, default))
            .Select(row => row.Conversation),
    ];

    private async Task<IEnumerable<string>> DueAsync(PostgresStore store, WorkShare share) =>
        (await store.DueTimersAsync(_clock.Now, WorkScope.Of(share, _clock.Now, []), 100, default)).Select(timer => timer.Conversation);

    private async Task<PostgresStore> FilledAsync()
    {
        var store = await PostgresStore.OpenAsync(PostgresServer.Options(await database.EmptyAsync(server)), new Secrets("a secret of the tests").Sealer, _clock);
        foreach (var person in People)
        {
            await store.CommitAsync(new()
            {
                Conversation = person,
                ExpectedVersion = 0,
                Session = new() { Id = $"s.{person}", Turn = 1 },
                Facts = new("meta", person[5..], "", _clock.Now),
                HandledId = $"in.{person}",
                At = _clock.Now,
                Outbox = [new NewMessage($"out.{person}", new TextMessage("hello"))],
                Timers = [new(TimerKind.Remind, _clock.Now.AddMinutes(10), 1)],
            }, default);
        }

        return store;
    }
}
