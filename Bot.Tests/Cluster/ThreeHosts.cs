using Bot.Cluster;
using Bot.Engine.Conversations;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Cluster;

/// <summary>Three whole hosts in this process, one cluster on one database, for the tests of a class.</summary>
public sealed class ThreeHosts(PostgresServer server) : IAsyncLifetime
{
    private readonly List<BotHost> _hosts = [];
    private string _database = "";
    private int _messages;

    internal IReadOnlyList<BotHost> Hosts => _hosts;

    /// <summary>What a host of a cluster is told.</summary>
    internal static Dictionary<string, string> Settings(string database) => new()
    {
        ["DATABASE_URL"] = database, ["CLUSTER"] = "orleans", ["CLUSTER_ADDRESS"] = "127.0.0.1", ["CLUSTER_PORT"] = "0",

        // Of messages that count once: one without an answer within this time is sent again, as decided, and three hosts share this machine.
        ["Channels:Meta:Timeout"] = "00:02:00",
    };

    public async Task InitializeAsync()
    {
        if (PostgresInstallation.Skip is not null) return;

        _database = await server.CreateDatabaseAsync();
        for (var i = 0; i < 3; i++) _hosts.Add(await StartAsync());
        await JoinedAsync(_hosts);
    }

    /// <summary>One more host on their database.</summary>
    internal Task<BotHost> StartAsync() => BotHost.StartAsync(new() { Settings = Settings(_database) });

    /// <summary>Returns when each of the hosts knows of all of them.</summary>
    internal static Task JoinedAsync(IReadOnlyList<BotHost> hosts) =>
        Eventually.Holds(() => string.Join(' ', hosts.Select(host => StatusOf(host).Hosts)), seen => seen.Split(' ').All(count => count == $"{hosts.Count}"));

    internal static ClusterStatus StatusOf(BotHost host) => host.Services.GetRequiredService<ClusterStatus>();

    internal static ConversationRunner RunnerOf(BotHost host) => host.Services.GetRequiredService<ConversationRunner>();

    /// <summary>Hosts that have a conversation of these people in memory, counted for each of them.</summary>
    internal static IEnumerable<int> HoldersOf(IEnumerable<string> people, IReadOnlyList<BotHost> hosts) =>
        people.Select(person => hosts.Count(host => host.Services.GetRequiredService<SessionCache>().Find($"meta:{person}") is not null));

    /// <summary>A person's next message at a host, which has to take it.</summary>
    internal async Task<string> SayAsync(BotHost host, string person, string text, string? id = null)
    {
        id ??= $"wamid.cluster.{Interlocked.Increment(ref _messages)}";
        (await host.DeliverAsync(person, id, text)).Should().Be(200);
        return id;
    }

    /// <summary>A person's conversation has had so many turns, and has no more of them; one that a busy host kept in its spool comes a little later.</summary>
    internal Task HasTurnsAsync(string person, long turns)
    {
        var store = _hosts[0].Services.GetRequiredService<IStore>();
        return Eventually.Holds(async () => (await store.LoadAsync($"meta:{person}", default))?.Version ?? 0, version => version == turns);
    }

    /// <summary>Messages that the hosts' sandboxes took for a person, of those hosts that are there.</summary>
    internal static async Task<int> SentAsync(string person, IEnumerable<BotHost> hosts) =>
        (await Task.WhenAll(hosts.Select(host => host.SentAsync(person)))).Sum();

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
    }
}
