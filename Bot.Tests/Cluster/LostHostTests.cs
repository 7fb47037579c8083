using System.Diagnostics;
using Bot.Tests.Host.Webhooks.BotFramework;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;
using Npgsql;

namespace Bot.Tests.Cluster;

/// <summary>One of three hosts freezes, goes on, and is killed; the others are asked for its conversations all the while.</summary>
[Collection(PostgresTests.Name)]
public sealed class LostHostTests(PostgresServer server, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    /// <summary>As long as Meta waits. A host ends a webhook after 8 s; what a busy machine takes besides is no concern here.</summary>
    private static readonly TimeSpan WebhookLimit = TimeSpan.FromSeconds(20);

    private static readonly string[] People = [.. Enumerable.Range(0, 12).Select(i => $"9198200000{i:00}")];

    private int _messages;

    [PostgresFact]
    public async Task What_was_acknowledged_takes_effect_once_while_a_host_is_frozen_goes_on_and_is_killed()
    {
        var url = await database.EmptyAsync(server);
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => BotHost.StartAsync(new() { AsProcess = true, Settings = ThreeHosts.Settings(url) })));
        try
        {
            foreach (var host in hosts) await Eventually.Holds(() => HostsSeenByAsync(host), seen => seen == 3);
            Loaded(hosts[0]).Should().NotBeEmpty("the look that finds nothing without the setting sees it here");
            await SayAsync("fastag", hosts);

            Signal("STOP", hosts[2]);
            await SayAsync("wrong", hosts[..2]);
            Signal("CONT", hosts[2]);
            await SayAsync("wrong again", hosts);

            hosts[2].Kill();
            await SayAsync("still wrong", hosts[..2]);

            await Eventually.Holds(() => NumbersAsync(url, "select count(*), min(version), max(version) from sessions"), numbers => numbers == $"{People.Length} 4 4");
            (await NumbersAsync(url, "select count(*), count(distinct (conversation, handled)) from turns where version > 0"))
                .Should().Be($"{People.Length * 4} {People.Length * 4}");
        }
        finally
        {
            foreach (var host in hosts) await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_host_whose_database_is_away_starts_all_the_same_and_takes_webhooks()
    {
        await using var host = await BotHost.StartAsync(new() { Settings = ThreeHosts.Settings("postgresql://bot@127.0.0.1:1/away") });
        (await host.DeliverAsync(People[0], "wamid.away.1", "fastag")).Should().Be(200);
        (await host.ReadyAsync()).Should().Be("degraded");
        (await HostsSeenByAsync(host)).Should().Be(0);
    }

    [LinuxFact]
    public async Task A_host_without_the_setting_loads_nothing_of_the_cluster()
    {
        await using var host = await BotHost.StartAsync(new() { AsProcess = true });
        await host.ReadyAsync();
        Loaded(host).Should().BeEmpty();
    }

    /// <summary>Everyone says something at one of the hosts, each delivery repeated until it is taken, as a provider does.</summary>
    private Task SayAsync(string text, BotHost[] hosts) => Task.WhenAll(People.Select(async (person, number) =>
    {
        var id = $"wamid.lost.{Interlocked.Increment(ref _messages)}";
        for (var tries = 0; ; tries++)
        {
            var begun = Stopwatch.GetTimestamp();
            var status = await hosts[(number + tries) % hosts.Length].DeliverAsync(person, id, text);
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(WebhookLimit);
            status.Should().BeOneOf(200, 503);
            if (status == 200) return;
        }
    }));

    private static async Task<int> HostsSeenByAsync(BotHost host) =>
        (await host.GetAsync("/health/ready")).Body.GetProperty("cluster").GetProperty("hosts").GetInt32();

    private static void Signal(string name, BotHost host) => Process.Start("kill", [$"-{name}", $"{host.ProcessId}"]).WaitForExit();

    private static IEnumerable<string> Loaded(BotHost host) =>
        File.ReadAllLines($"/proc/{host.ProcessId}/maps").Select(line => Path.GetFileName(line.Split(' ')[^1])).Distinct()
            .Where(file => file.StartsWith("Orleans.", StringComparison.Ordinal) || file.StartsWith("Bot.Cluster", StringComparison.Ordinal));

    private static async Task<string> NumbersAsync(string url, string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Options(url).ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue));
    }
}
