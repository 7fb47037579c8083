using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Sandbox;
using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;
using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bot.Tests.Cluster;

/// <summary>Hosts that hold conversations together, behind a balancer that knows nothing of people.</summary>
[Collection(PostgresTests.Name)]
public sealed class ClusterTests(ThreeHosts cluster) : IClassFixture<ThreeHosts>
{
    [PostgresFact]
    public void All_of_them_go_by_the_clock_of_the_database() => cluster.Hosts.Should().OnlyContain(host =>
        host.Services.GetRequiredService<TimeProvider>() is ServerClock && host.Services.GetServices<IHostedService>().OfType<ServerClockWorker>().Any());

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

        foreach (var person in people) await cluster.HasTurnsAsync(person, 6);
        ThreeHosts.HoldersOf(people, cluster.Hosts).Should().OnlyContain(holders => holders <= 1);
        cluster.Hosts.Select(host => ThreeHosts.HoldersOf(people, [host]).Sum()).Should().OnlyContain(held => held > 0, "a hash spreads them");
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

        await cluster.HasTurnsAsync(person, 1 + heard.Count);
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
            people = [.. Enumerable.Range(0, 40).Select(i => $"9198120000{i:00}")];
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
        foreach (var person in people) await cluster.HasTurnsAsync(person, 2);
        await ThreeHosts.JoinedAsync(cluster.Hosts);
    }

    [PostgresFact]
    public async Task A_host_that_the_others_gave_up_goes_on_and_joins_again()
    {
        var (given, other) = (ThreeHosts.StatusOf(cluster.Hosts[2]), ThreeHosts.StatusOf(cluster.Hosts[0]));
        var before = given.Joined!.Value.Own;

        (await other.Joined!.Value.Members.TryKill(before)).Should().BeTrue();
        for (var i = 0; i < 9; i++) await cluster.SayAsync(cluster.Hosts[i % 3], "919813000001", i == 0 ? "fastag" : $"wrong {i}");

        await Eventually.Holds(() => given.Joined?.Own, own => own is not null && !own.Equals(before));
        await ThreeHosts.JoinedAsync(cluster.Hosts);
        await cluster.HasTurnsAsync("919813000001", 9);
    }

    [PostgresFact]
    public async Task A_step_of_the_workflow_is_answered_alike_by_a_host_that_does_not_hold_its_conversation()
    {
        var agents = Enumerable.Range(0, 9).Select(i => $"987650010{i}").ToList();
        foreach (var host in cluster.Hosts)
        {
            var world = host.Services.GetRequiredService<SandboxWorld>();
            foreach (var agent in agents) world.GiveAgent(agent, "Asha Rao", 5000, "608116-001-0001234");
        }

        var answers = await Task.WhenAll(agents.Select((agent, i) => cluster.Hosts[i % 3].PostAsync("/agents/start", new { mobile_number = agent })));

        answers.Select(answer => answer.Body.GetProperty("status").GetString()).Should().OnlyContain(status => status == "success");
        answers.Select(answer => answer.Body.GetProperty("message").GetString()).Distinct().Should().ContainSingle().Which.Should().NotBeEmpty();
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
