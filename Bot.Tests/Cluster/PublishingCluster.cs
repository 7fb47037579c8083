using System.Collections.Concurrent;
using Bot.Host.Publishing;
using Bot.Storage.Abstractions;
using Bot.Tests.Host.Publishing;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Cluster;

/// <summary>Three whole hosts in this process, one cluster on one database in which their flows are, for the tests of a class.</summary>
public sealed class PublishingCluster(PostgresServer server) : PublishingHost
{
    private readonly List<BotHost> _others = [];
    private readonly ConcurrentDictionary<string, long> _turns = new();
    private string? _database;
    private int _next;

    internal IReadOnlyList<BotHost> Hosts => [Host, .. _others];

    private protected override bool IsRun => PostgresInstallation.Skip is null;

    private protected override async Task<string?> DatabaseAsync() => _database ??= await server.CreateDatabaseAsync();

    private protected override IReadOnlyDictionary<string, string> Besides(string? database) => ThreeHosts.Settings(database!);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (!IsRun) return;

        for (var i = 0; i < 2; i++) _others.Add(await StartAsync());
        await ThreeHosts.JoinedAsync(Hosts);
    }

    /// <summary>A person says something: each message and its second delivery at hosts that have nothing to do with them, and takes effect once.</summary>
    internal async Task TellAsync(string person, params IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            var (id, at) = (NewMessage(), Interlocked.Increment(ref _next));
            var taken = await Task.WhenAll(new[] { at, at + 1 }.Select(host => Hosts[host % Hosts.Count].DeliverAsync(person, id, text)));
            taken.Should().AllBeEquivalentTo(200);
            var turns = _turns.AddOrUpdate(person, 1, (_, before) => before + 1);
            await Eventually.Holds(async () => (await Store.LoadAsync($"meta:{person}", default))?.Version ?? 0, version => version == turns);
        }
    }

    /// <summary>Returns when all three have taken a publication up.</summary>
    internal Task AllKnowAsync(int live) => Eventually.Holds(() => Hosts.Select(LiveAt).Distinct().ToList(), seen => seen is [var one] && one == live);

    /// <summary>How many of a person's phone's messages say something; the outbox of whichever host holds the conversation sends them.</summary>
    internal async Task<int> HeardAsync(string person, string words)
    {
        var sent = await Task.WhenAll(Hosts.Select(host => host.GetAsync($"/sandbox/sent?to={person}")));
        return sent.SelectMany(one => one.Body.EnumerateArray()).Select(message => message.GetProperty("text").GetString()!)
            .Count(text => text.Contains(words, StringComparison.Ordinal));
    }

    internal Task<int> SentAsync(string person) => ThreeHosts.SentAsync(person, Hosts);

    public override async Task DisposeAsync()
    {
        foreach (var host in _others) await host.DisposeAsync();
        await base.DisposeAsync();
    }

    private IStore Store => Host.Services.GetRequiredService<IStore>();

    private static int LiveAt(BotHost host) => host.Services.GetRequiredService<PublishedFlows>().Known?.Publication.Live ?? 0;
}
