using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;
using Npgsql;

namespace Bot.Tests.Storage.Postgres;

/// <summary>What several hosts on one PostgreSQL owe each other, and what an operator is told.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresStoreTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();

    [PostgresFact]
    public async Task Hosts_that_start_at_once_build_the_tables_once()
    {
        var url = await database.EmptyAsync(server);
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(url)));
        foreach (var store in stores)
        {
            (await store.HealthAsync(_clock.Now, default)).Should().Be(new StoreHealth(true, 0, null, 0));
            await store.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Another_key_is_refused_at_the_start()
    {
        var url = await database.EmptyAsync(server);
        await using (await OpenAsync(url)) { }
        await FluentActions.Awaiting(() => PostgresStore.OpenAsync(PostgresServer.Options(url), new Secrets("another").Sealer, _clock))
            .Should().ThrowAsync<StoreUnavailableException>().WithMessage("*sealed with another SECRET_KEY*");
    }

    [PostgresFact]
    public async Task A_database_that_is_not_there_is_told_by_name()
    {
        var url = await database.EmptyAsync(server);
        await FluentActions.Awaiting(() => OpenAsync(url[..url.LastIndexOf('/')] + "/nowhere")).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*no database*nowhere*");
    }

    [PostgresFact]
    public async Task A_server_that_does_not_answer_is_told_by_its_place()
    {
        await FluentActions.Awaiting(() => OpenAsync("postgresql://u:s3cret@127.0.0.1:1/d")).Should().ThrowAsync<StoreUnavailableException>()
            .Where(fault => fault.Message.Contains("127.0.0.1:1/d does not answer") && !fault.Message.Contains("s3cret"));
    }

    [PostgresFact]
    public async Task What_one_host_queues_while_another_ends_the_row_before_it_is_never_left_behind()
    {
        var url = await database.EmptyAsync(server);
        await using var one = await OpenAsync(url);
        await using var two = await OpenAsync(url);
        await one.CommitAsync(Turn(0, "m0"), default);
        for (var round = 0; round < 150; round++)
        {
            var row = (await one.ClaimAsync("one", _clock.Now, Lease, 10, default)).Should().ContainSingle($"round {round}").Which;
            row.Id.Should().Be($"m{round}");
            var results = await Task.WhenAll(
                Task.Run(async () =>
                {
                    await one.SettleAsync("one", [new OutboxSettlement.Sent(row.Id, $"p{round}", _clock.Now)], default);
                    return CommitResult.Committed;
                }),
                Task.Run(() => two.CommitAsync(Turn(round + 1, $"m{round + 1}"), default)));
            results[1].Should().Be(CommitResult.Committed);
        }

        (await one.IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    [PostgresFact]
    public async Task A_row_that_is_queued_in_the_very_moment_in_which_the_one_before_it_ends_is_made_due()
    {
        var url = await database.EmptyAsync(server);
        await using var one = await OpenAsync(url);
        await using var two = await OpenAsync(url);
        await one.CommitAsync(Turn(0, "m0"), default);
        await one.CommitAsync(Turn(0, "other") with { Conversation = "meta:2" }, default);
        await one.ClaimAsync("one", _clock.Now, Lease, 10, default);

        // Another transaction's unfinished letter of the same name holds up the end of the settlement, after it has looked for a row to make due.
        await using var connection = new NpgsqlConnection(PostgresServer.Options(url).ConnectionString);
        await connection.OpenAsync();
        await using var held = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "insert into dead_letters (conversation, id, kind, detail, at) select conversation, 'send.other', '', '', 0 from outbox where id = 'other'");
        var settling = one.SettleAsync("one", [new OutboxSettlement.Sent("m0", "p0", _clock.Now), new OutboxSettlement.GivenUp("other", "never", _clock.Now)], default);
        await Eventually.Holds(async () => await WaitingAsync(connection) == 1);
        var queueing = two.CommitAsync(Turn(1, "m1"), default);
        await Eventually.Holds(async () => queueing.IsCompleted || await WaitingAsync(connection) == 2);
        await held.RollbackAsync();

        await settling;
        (await queueing).Should().Be(CommitResult.Committed);
        (await two.IntegrityCheckAsync(default)).Should().BeEmpty();
        (await two.ClaimAsync("two", _clock.Now, Lease, 10, default)).Select(row => row.Id).Should().Equal("m1");
    }

    [PostgresFact]
    public async Task A_status_that_comes_while_its_send_is_recorded_is_never_lost()
    {
        var url = await database.EmptyAsync(server);
        await using var one = await OpenAsync(url);
        await using var two = await OpenAsync(url);
        for (var round = 0; round < 100; round++)
        {
            await one.CommitAsync(Turn(round, $"m{round}"), default);
            await one.ClaimAsync("one", _clock.Now, Lease, 10, default);
            await Task.WhenAll(
                Task.Run(() => one.SettleAsync("one", [new OutboxSettlement.Sent($"m{round}", $"p{round}", _clock.Now)], default)),
                Task.Run(() => two.ApplyStatusesAsync([new("meta", _clock.Now, $"p{round}", "", "", DeliveryStatus.Delivered, null)], default)));
            (await two.DeliveryOfAsync($"m{round}", default)).Should().Be(DeliveryStatus.Delivered, $"round {round}");
        }
    }

    [PostgresFact]
    public async Task A_send_and_the_event_that_overtook_it_are_recorded_together_or_not_at_all()
    {
        var url = await database.EmptyAsync(server);
        await using var store = await OpenAsync(url);
        await store.CommitAsync(Turn(0, "m0"), default);
        await store.ClaimAsync("one", _clock.Now, Lease, 10, default);
        await store.ApplyStatusesAsync([new("meta", _clock.Now, "p0", "", "", DeliveryStatus.Delivered, null)], default);

        // Another transaction holds the early event, so the settlement cannot take it: then nothing of the settlement may be seen.
        await using var connection = new NpgsqlConnection(PostgresServer.Options(url).ConnectionString);
        await connection.OpenAsync();
        await using var held = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "select 1 from early_statuses for update");
        var settling = store.SettleAsync("one", [new OutboxSettlement.Sent("m0", "p0", _clock.Now)], default);
        await Eventually.Holds(async () => await WaitingAsync(connection) == 1);
        (await store.OutboxAsync("meta:1", true, 10, default)).Single().State.Should().Be("begun");
        await held.RollbackAsync();
        await settling;
        (await store.DeliveryOfAsync("m0", default)).Should().Be(DeliveryStatus.Delivered);
    }

    [PostgresFact]
    public async Task Groups_of_several_hosts_that_share_their_conversations_each_win_their_own()
    {
        var url = await database.EmptyAsync(server);
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync(url)));
        for (var version = 0; version < 4; version++)
        {
            // Each host meets the conversations in an order of its own.
            var results = await Task.WhenAll(hosts.SelectMany((host, h) => Enumerable.Range(0, 90).Select(async i =>
            {
                var person = h == 1 ? 89 - i : i * (h == 0 ? 7 : 11) % 90;
                return (person, result: await host.CommitAsync(Turn(version, $"v{version}h{h}p{person}") with { Conversation = $"meta:{person}" }, default));
            })));
            results.GroupBy(one => one.person).Should().OnlyContain(one =>
                one.Count(turn => turn.result == CommitResult.Committed) == 1 && one.Count(turn => turn.result == CommitResult.Conflict) == 2);
        }

        (await hosts[0].HealthAsync(_clock.Now, default)).PendingOutbox.Should().Be(360);
        (await hosts[0].IntegrityCheckAsync(default)).Should().BeEmpty();
        foreach (var host in hosts) await host.DisposeAsync();
    }

    [PostgresFact]
    public async Task Turns_of_one_conversation_at_many_hosts_each_win_once()
    {
        var url = await database.EmptyAsync(server);
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync(url)));
        for (var version = 0; version < 20; version++)
        {
            var results = await Task.WhenAll(hosts.Select((host, i) => host.CommitAsync(Turn(version, $"v{version}h{i}"), default)));
            results.Count(result => result == CommitResult.Committed).Should().Be(1);
            results.Count(result => result == CommitResult.Conflict).Should().Be(2);
        }

        (await hosts[0].HealthAsync(_clock.Now, default)).PendingOutbox.Should().Be(20);
        foreach (var host in hosts) await host.DisposeAsync();
    }

    [PostgresFact]
    public async Task Records_changed_crosswise_by_two_hosts_come_to_an_end()
    {
        var url = await database.EmptyAsync(server);
        await using var one = await OpenAsync(url);
        await using var two = await OpenAsync(url);
        await one.ChangeAsync([new("tag", "a", 0, "0"), new("tag", "b", 0, "0")], default);
        for (var version = 1; version <= 40; version++)
        {
            var results = await Task.WhenAll(
                Task.Run(() => one.ChangeAsync([new("tag", "a", version, "1"), new("tag", "b", version, "1")], default)),
                Task.Run(() => two.ChangeAsync([new("tag", "b", version, "2"), new("tag", "a", version, "2")], default)));
            results.Count(stands => stands).Should().Be(1, $"version {version}");
        }
    }

    [PostgresFact]
    public async Task A_server_that_goes_and_comes_back_is_found_again_with_all_that_was_committed()
    {
        var url = await database.EmptyAsync(server);
        await using var store = await OpenAsync(url);
        await store.CommitAsync(Turn(0, "m0"), default);
        await server.StopAsync();
        try
        {
            await FluentActions.Awaiting(() => store.CommitAsync(Turn(1, "m1"), default)).Should().ThrowAsync<StoreUnavailableException>();
            await FluentActions.Awaiting(() => store.HealthAsync(_clock.Now, default)).Should().ThrowAsync<StoreUnavailableException>();
        }
        finally
        {
            await server.StartAsync();
        }

        (await store.LoadAsync("meta:1", default))!.Version.Should().Be(1);
        (await store.CommitAsync(Turn(1, "m1"), default)).Should().Be(CommitResult.Committed);
        (await store.HealthAsync(_clock.Now, default)).Should().Match<StoreHealth>(health => health.Writable && health.PendingOutbox == 2);
    }

    [PostgresFact]
    public async Task A_turn_that_puts_its_timers_off_writes_no_index_of_the_sessions()
    {
        const int Turns = 20;
        var url = await database.EmptyAsync(server);
        await using (var store = await OpenAsync(url))
        {
            for (var turn = 0; turn <= Turns; turn++)
            {
                (await store.CommitAsync(Turn(turn, $"m{turn}") with
                {
                    Timers = [new(TimerKind.Remind, _clock.Now.AddMinutes(10), turn)],
                    Records = turn % 5 == 4
                    ? [new("tag", $"{turn}", 0, "{}")] : []
                }, default)).Should().Be(CommitResult.Committed);
                _clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        await using var connection = new NpgsqlConnection(PostgresServer.Options(url).ConnectionString);
        await connection.OpenAsync();
        await Eventually.Holds(async () => await ExecuteAsync(connection, "select n_tup_upd from pg_stat_user_tables where relname = 'sessions'") == Turns);
        (await ExecuteAsync(connection, "select n_tup_hot_upd from pg_stat_user_tables where relname = 'sessions'")).Should().Be(Turns);
    }

    private Task<PostgresStore> OpenAsync(string url) => PostgresStore.OpenAsync(PostgresServer.Options(url), new Secrets("a secret of the tests").Sealer, _clock);

    private static Task<long> WaitingAsync(NpgsqlConnection connection) =>
        ExecuteAsync(connection, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    private static async Task<long> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only texts of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    private TurnCommit Turn(int version, string message) => new()
    {
        Conversation = "meta:1",
        ExpectedVersion = version,
        Session = new() { Id = "s1", Turn = version + 1 },
        Facts = new("meta", "919812345678", "Ramesh", _clock.Now),
        HandledId = $"in-{message}",
        At = _clock.Now,
        Outbox = [new NewMessage(message, new TextMessage("hello"))],
    };
}
