using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;
using Bot.Sandbox.Phones;
using Bot.Storage.Spool;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;
using Npgsql;

namespace Bot.Tests.Storage.Spool;

/// <summary>Hosts in this process whose PostgreSQL is stopped under them, with a clock that stands still.</summary>
[Collection(StoppedPostgres.Name)]
public sealed class SpoolDrainerTests(PostgresServer server)
{
    private const string Agent = "9876543210";

    [PostgresFact]
    public async Task A_message_that_is_kept_here_and_delivered_again_elsewhere_takes_effect_once()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 2);
        await HostRow.DeliverAsync(row.Hosts[0], row.Write("fastag"));
        await row.SettleAsync();
        var delivery = row.Write(Agent);

        await AwayAsync(async () =>
        {
            await HostRow.DeliverAsync(row.Hosts[0], delivery);
            (await row.Hosts[0].Drainer!.TryAsync(default)).Should().BeFalse();
        });

        await HostRow.DeliverAsync(row.Hosts[1], delivery);
        (await row.Hosts[0].Drainer!.TryAsync(default)).Should().BeTrue();
        await row.SettleAsync();
        row.World.Sms.Should().ContainSingle();
        row.Received.Last().Should().StartWith("OTP sent to your mobile");
        row.World.Ledger.Repeated().Should().BeEmpty();
    }

    [PostgresFact]
    public async Task Messages_that_come_while_the_database_goes_and_comes_back_keep_their_order()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 1);
        var host = row.Hosts[0];
        await HostRow.DeliverAsync(host, row.Write("fastag"));
        using var over = new CancellationTokenSource();
        var flushing = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested) await host.Drainer!.TryAsync(default);
        });

        // Some are on their way all the time, and none waits for the one before it.
        var said = new List<string>();
        var deliveries = new List<Task>();
        async Task SayAsync(Task until)
        {
            do
            {
                said.Add($"wrong {said.Count}");
                deliveries.Add(HostRow.DeliverAsync(host, row.Write(said[^1])));
                await Task.WhenAny(deliveries[^1], Task.WhenAll(deliveries.TakeLast(20)));
            }
            while (!until.IsCompleted);
        }

        for (var outage = 0; outage < 3; outage++)
        {
            await SayAsync(server.StopAsync());
            await SayAsync(server.StartAsync());
        }

        await Task.WhenAll(deliveries);
        await over.CancelAsync();
        await flushing;
        await UntilDrainedAsync(host);

        (await host.Store.TranscriptAsync(HostRow.Conversation, said.Count + 100, default)).Reverse().SelectMany(turn => turn.Lines)
            .Where(line => line.Direction == "in").Select(line => line.Text)
            .Should().Equal(["fastag", .. said]);
    }

    [PostgresFact]
    public async Task A_crash_between_a_turn_and_the_end_of_its_event_changes_nothing()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 1);
        var host = row.Hosts[0];
        await HostRow.DeliverAsync(host, row.Write("fastag"));
        await AwayAsync(async () =>
        {
            await HostRow.DeliverAsync(host, row.Write("wrong 1"));
            await HostRow.DeliverAsync(host, row.Write("wrong 2"));
        });

        // The turn was committed, and the process died before the spool forgot what it was made of.
        var first = (await host.Fallback!.Spool.OldestAsync(default))[0].Event;
        (await host.Runner.RunAsync(first.Conversation, first.Facts!, first.Input!.HeardAt(row.Clock.GetUtcNow()), default)).Should().Be(Handled.Committed);

        await UntilDrainedAsync(host);
        await row.SettleAsync();
        (await host.Store.LoadAsync(HostRow.Conversation, default))!.Version.Should().Be(3);
        row.Received.Should().HaveCount(3);
    }

    [PostgresFact]
    public async Task A_database_that_hangs_is_away_when_the_webhook_s_patience_is_over_and_what_it_does_later_counts_once()
    {
        var url = await server.CreateDatabaseAsync();
        await using var row = await HostRow.StartAsync(url, 1);
        var host = row.Hosts[0];
        await HostRow.DeliverAsync(host, row.Write("fastag"));
        await using var connection = new NpgsqlConnection(PostgresServer.Options(url).ConnectionString);
        await connection.OpenAsync();
        await using var lockUp = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "lock table turns in access exclusive mode");
        using var patience = new CancellationTokenSource();
        var message = new MessageReceived("meta", row.Clock.GetUtcNow(), "late", "919800000001", "Asha", new TextReceived("12345"));
        var delivery = host.Intake.DispatchAsync([message], patience.Token);
        await Eventually.Holds(() => ExecuteAsync(connection, "select count(*) from pg_locks where not granted"), locks => locks is > 0L);

        await patience.CancelAsync();
        await delivery;
        (host.Fallback!.Spool.Count, host.Fallback.Spool.IsDatabaseAway).Should().Be((1, true));

        await lockUp.RollbackAsync();
        await UntilDrainedAsync(host);
        await row.SettleAsync();
        (await host.Store.LoadAsync(HostRow.Conversation, default))!.Version.Should().Be(2);
        row.Received.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_host_on_a_file_keeps_no_spool()
    {
        using var folder = new TemporaryFolder();
        await using var bot = await HostComposition.BotAsync(HostComposition.Sandboxed(folder.Path, "secret", HostComposition.NoSandbox));
        (bot.Fallback, bot.Drainer).Should().Be((null, null));
        Directory.GetFiles(folder.Path, "spool*").Should().BeEmpty();
    }

    [PostgresFact]
    public async Task Delivery_events_are_kept_too()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 1);
        var host = row.Hosts[0];
        await HostRow.DeliverAsync(host, row.Write("fastag"));
        var settings = host.Outbox;
        var sent = (await host.Store.ClaimAsync(settings.Owner, row.Clock.GetUtcNow(), settings.Lease, 1, default)).Single();
        await host.Store.SettleAsync(settings.Owner, [new OutboxSettlement.Sent(sent.Id, "p1", row.Clock.GetUtcNow())], default);

        await AwayAsync(() => host.Intake.DispatchAsync([new StatusChanged("meta", row.Clock.GetUtcNow(), "p1", "", "", DeliveryStatus.Read, null)], default));

        await UntilDrainedAsync(host);
        (await host.Store.DeliveryOfAsync(sent.Id, default)).Should().Be(DeliveryStatus.Read);
    }

    [PostgresFact]
    public async Task What_a_person_said_goes_before_the_timer_that_waited_for_it()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 1);
        var host = row.Hosts[0];
        await HostRow.DeliverAsync(host, row.Write("fastag"));
        await AwayAsync(() => HostRow.DeliverAsync(host, row.Write("wrong")));
        row.Clock.MoveTo(row.Clock.GetUtcNow().AddMinutes(11));

        (await host.Timers.FireDueAsync(default)).Should().Be(0);
        await UntilDrainedAsync(host);
        (await host.Timers.FireDueAsync(default)).Should().Be(0, "the question was asked anew just now");

        row.Clock.MoveTo(row.Clock.GetUtcNow().AddMinutes(11));
        (await host.Timers.FireDueAsync(default)).Should().Be(1);
    }

    [PostgresFact]
    public async Task What_can_never_be_handled_is_put_aside_after_some_tries_and_only_its_own_conversation_waits_for_that()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 1);
        var host = row.Hosts[0];
        var spool = host.Fallback!.Spool;

        // Something that another build kept and this one cannot read.
        await spool.KeepAsync([new(HostRow.Conversation, new("meta", "919800000001", "", row.Clock.GetUtcNow()), new("m1", "future"), null)], null);
        await HostRow.DeliverAsync(host, row.Write("fastag"));
        await spool.KeepAsync([SpooledEvent.Of("meta:2", new("meta", "2", "", row.Clock.GetUtcNow()), new HeardText("m2", default, "fastag"))], null);

        (await host.Drainer!.TryAsync(default)).Should().BeFalse();
        (await host.Store.LoadAsync("meta:2", default))!.Version.Should().Be(1);
        (await host.Store.LoadAsync(HostRow.Conversation, default)).Should().BeNull("what came first is still tried");

        await UntilDrainedAsync(host);
        (await host.Store.DeadLettersAsync(10, default)).Should().ContainSingle().Which.Kind.Should().Be("poison");
        (await host.Store.LoadAsync(HostRow.Conversation, default))!.Version.Should().Be(1);
    }

    [PostgresFact]
    public async Task A_host_that_starts_without_its_database_opens_it_when_it_is_there()
    {
        var url = await server.CreateDatabaseAsync();
        HostRow? row = null;
        await AwayAsync(async () =>
        {
            row = await HostRow.StartAsync(url, 1);
            await HostRow.DeliverAsync(row.Hosts[0], row.Write("fastag"));
            await FluentActions.Awaiting(() => row.Hosts[0].Store.LoadAsync(HostRow.Conversation, default)).Should().ThrowAsync<StoreUnavailableException>();
        });
        await using var started = row!;

        await UntilDrainedAsync(started.Hosts[0]);
        await started.SettleAsync();
        started.Received.Should().ContainSingle();
    }

    [PostgresFact]
    public async Task A_database_that_refuses_us_is_no_outage()
    {
        var url = await server.CreateDatabaseAsync();
        await FluentActions.Awaiting(() => HostRow.StartAsync(url[..url.LastIndexOf('/')] + "/nowhere", 1)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*no database*");
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only what stands in this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    private async Task AwayAsync(Func<Task> meanwhile)
    {
        await server.StopAsync();
        try
        {
            await meanwhile();
        }
        finally
        {
            await server.StartAsync();
        }
    }

    private static Task UntilDrainedAsync(HeadlessBot host) => Eventually.Holds(() => host.Drainer!.TryAsync(default));
}
