using Bot.Engine.Conversations.Outbox;
using Bot.Sandbox.Phones;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Postgres;

/// <summary>Whole hosts on one database, as behind a proxy that spreads requests as it likes.</summary>
[Collection(PostgresTests.Name)]
public sealed class SeveralHostsTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Agent = "9876543210";

    [PostgresFact]
    public async Task A_conversation_goes_on_whichever_host_hears_it()
    {
        await using var row = await StartAsync(3);
        var turn = 0;
        foreach (var text in new Func<string?>[] { () => "fastag", () => Agent, () => "0000", () => row.World.LastCodeFor(Agent) })
        {
            await HostRow.DeliverAsync(row.Hosts[turn % 3], row.Write((await Eventually.Holds(text, said => said is not null))!));
            await row.SettleAsync(row.Hosts[++turn % 3]);
        }

        row.Received.Last().Should().StartWith("Hi Asha Rao");
        row.World.Sms.Should().ContainSingle();
        row.World.Ledger.Repeated().Should().BeEmpty();
    }

    [PostgresFact]
    public async Task A_message_that_all_hosts_are_given_at_once_is_handled_once()
    {
        await using var row = await StartAsync(3);
        var delivery = row.Write("fastag");
        await Task.WhenAll(row.Hosts.Concat(row.Hosts).Select(host => Task.Run(() => HostRow.DeliverAsync(host, delivery))));
        await row.SettleAsync();
        row.Received.Should().ContainSingle();
        (await row.Hosts[0].Store.LoadAsync(HostRow.Conversation, default))!.Version.Should().Be(1);
    }

    [PostgresFact]
    public async Task Messages_of_one_person_at_several_hosts_each_take_effect_once_and_replies_leave_in_the_order_of_the_turns()
    {
        await using var row = await StartAsync(3);
        await HostRow.DeliverAsync(row.Hosts[0], row.Write("fastag"));
        var deliveries = Enumerable.Range(0, 15).Select(i => row.Write($"wrong {i}")).ToList();
        await Task.WhenAll(
            deliveries.Select((delivery, i) => Task.Run(() => HostRow.DeliverAsync(row.Hosts[i % 3], delivery))).Append(Task.Run(() => row.SettleAsync())));
        await row.SettleAsync();

        (await row.Hosts[0].Store.LoadAsync(HostRow.Conversation, default))!.Version.Should().Be(16);
        var said = (await row.Hosts[1].Store.TranscriptAsync(HostRow.Conversation, 100, default)).Reverse().SelectMany(turn => turn.Lines)
            .Where(line => line.Direction == "out").Select(line => line.Text);
        row.Received.Should().Equal(said);
        row.World.Ledger.Repeated().Should().BeEmpty();
        (await row.Hosts[2].Store.IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    [PostgresFact]
    public async Task A_timer_fires_once_however_many_hosts_look()
    {
        await using var row = await StartAsync(3);
        await HostRow.DeliverAsync(row.Hosts[0], row.Write("fastag"));
        await row.SettleAsync();
        var before = row.Received.Count();
        row.Clock.MoveTo(row.Clock.GetUtcNow().AddMinutes(10));
        var fired = await Task.WhenAll(row.Hosts.Select(host => Task.Run(() => host.Timers.FireDueAsync(default))));
        await row.SettleAsync();
        fired.Sum().Should().Be(1);
        row.Received.Count().Should().Be(before + 1);
    }

    [PostgresFact]
    public async Task What_a_host_had_begun_when_it_died_is_recovered_by_another_after_its_lease()
    {
        await using var row = await StartAsync(2);
        await HostRow.DeliverAsync(row.Hosts[0], row.Write("fastag"));
        await row.SettleAsync();
        await HostRow.DeliverAsync(row.Hosts[0], row.Write(Agent));
        var settings = row.Hosts[0].Outbox;
        (await row.Hosts[0].Store.ClaimAsync(settings.Owner, row.Clock.GetUtcNow(), settings.Lease, 10, default)).Should().NotBeEmpty();
        await row.Hosts[0].DisposeAsync();
        row.Hosts.RemoveAt(0);

        await row.SettleAsync();
        row.World.Sms.Should().BeEmpty("the lease is not over");
        for (var minute = 0; minute < 5; minute++)
        {
            row.Clock.MoveTo(row.Clock.GetUtcNow() + settings.Lease);
            await row.SettleAsync();
        }

        row.World.Sms.Should().ContainSingle();
        row.Received.Last().Should().StartWith("OTP sent to your mobile");
        row.World.Ledger.Repeated().Should().BeEmpty();
    }

    private async Task<HostRow> StartAsync(int hosts) => await HostRow.StartAsync(await database.EmptyAsync(server), hosts);
}
