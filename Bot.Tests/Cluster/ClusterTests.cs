using Bot.Cluster;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Cluster;

/// <summary>Hosts that hold conversations together, behind a balancer that knows nothing of people.</summary>
[Collection(PostgresTests.Name)]
public sealed class ClusterTests(ThreeHosts cluster) : IClassFixture<ThreeHosts>
{
    [PostgresFact]
    public async Task Messages_at_any_host_each_take_effect_once_at_the_one_host_that_holds_the_conversation()
    {
        var people = Enumerable.Range(0, 24).Select(i => $"9198100000{i:00}").ToList();
        await Task.WhenAll(people.Select(async (person, number) =>
        {
            for (var i = 0; i < 6; i++)
            {
                // Each message and its second delivery at hosts that have nothing to do with the person.
                var at = (number * 7) + (i * 5);
                var id = await cluster.SayAsync(cluster.Hosts[at % 3], person, i == 0 ? "fastag" : $"wrong {i}");
                await cluster.SayAsync(cluster.Hosts[(at + 1) % 3], person, "again", id);
            }
        }));

        foreach (var person in people) (await cluster.TurnsAsync(person)).Should().Be(6);
        ThreeHosts.HoldersOf(people, cluster.Hosts).Should().OnlyContain(holders => holders == 1);
        cluster.Hosts.Select(host => ThreeHosts.HoldersOf(people, [host]).Sum()).Should().OnlyContain(held => held > 0, "a hash spreads them");
        cluster.Hosts.Select(host => host.Services.GetRequiredService<GrainRouter>().Unanswered).Should().OnlyContain(count => count == 0);
        foreach (var person in people)
            await Eventually.Holds(() => ThreeHosts.SentAsync(person, cluster.Hosts), sent => sent == 6);
        (await cluster.Hosts[0].Services.GetRequiredService<IStore>().IntegrityCheckAsync(default)).Should().BeEmpty();
    }

    [PostgresFact]
    public async Task A_conversation_that_three_hosts_hold_at_once_hears_everything_once()
    {
        const string person = "919811000001";
        await cluster.SayAsync(cluster.Hosts[0], person, "fastag");
        var heard = Enumerable.Range(0, 8).Select(i => new HeardText($"wamid.torn.{i}", DateTimeOffset.UtcNow, $"wrong {i}")).ToList();
        var facts = new ConversationFacts("meta", person, "Asha", DateTimeOffset.UtcNow);

        // Not by the grain: what a host does that took the conversation for its own.
        var ends = await Task.WhenAll(heard.SelectMany(input => cluster.Hosts.Select(host => Task.Run(() =>
            ThreeHosts.RunnerOf(host).HandleHereAsync(new($"meta:{person}", facts, input, null, input.Id), default)))));

        (await cluster.TurnsAsync(person)).Should().Be(1 + heard.Count);
        ends.Count(end => end.Handled == Handled.Committed).Should().Be(heard.Count);
        ends.Should().OnlyContain(end => end.Handled == Handled.Committed || end.Handled == Handled.Repeated);
        await Eventually.Holds(() => ThreeHosts.SentAsync(person, cluster.Hosts), sent => sent == 1 + heard.Count);
    }

    [PostgresFact]
    public async Task A_host_that_joins_takes_its_share_and_one_that_is_stopped_hands_it_over_without_an_error()
    {
        var fourth = await cluster.StartAsync();
        List<string> people;
        try
        {
            await ThreeHosts.JoinedAsync([.. cluster.Hosts, fourth]);
            people = [.. Enumerable.Range(0, 16).Select(i => $"9198120000{i:00}")];
            await Task.WhenAll(people.Select((person, i) => cluster.SayAsync(cluster.Hosts[i % 3], person, "fastag")));
            ThreeHosts.HoldersOf(people, [fourth]).Sum().Should().BePositive();
        }
        finally
        {
            // While it goes, what it held goes on being asked for.
            var going = fourth.DisposeAsync().AsTask();
            for (var i = 0; !going.IsCompleted; i++) await cluster.SayAsync(cluster.Hosts[i % 3], $"9198120001{i % 16:00}", "fastag");
            await going;
        }

        await Task.WhenAll(people.Select((person, i) => cluster.SayAsync(cluster.Hosts[i % 3], person, "wrong")));
        foreach (var person in people) (await cluster.TurnsAsync(person)).Should().Be(2);
        await ThreeHosts.JoinedAsync(cluster.Hosts);
    }

    [PostgresFact]
    public async Task Whether_a_host_holds_its_share_is_told_with_its_health()
    {
        var (status, body) = await cluster.Hosts[1].GetAsync("/health/ready");
        status.Should().Be(200);
        body.GetProperty("cluster").GetProperty("joined").GetBoolean().Should().BeTrue();
        body.GetProperty("cluster").GetProperty("hosts").GetInt32().Should().BeGreaterThanOrEqualTo(3);
    }
}
