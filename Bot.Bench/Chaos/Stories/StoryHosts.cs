using System.Text.Json;
using Bot.Bench.Chaos.Kill;

namespace Bot.Bench.Chaos.Stories;

/// <summary>Three hosts of one cluster, called A, B and C, as processes.</summary>
internal sealed class StoryHosts : IDisposable
{
    public const int Count = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("bot-story-").FullName;
    private readonly HostProcess[] _hosts;
    private readonly bool[] _lives = new bool[Count];
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(10) };

    public StoryHosts(KillPlan plan, PartnerStage stage)
    {
        KillEnvironment.CopyFlows(plan.Flows, _folder, hurried: false);
        var all = KillEnvironment.Of(plan, stage, _folder);
        _hosts = [.. Enumerable.Range(0, Count).Select(host => new HostProcess(KillEnvironment.OfHost(all, plan, host), _folder))];
    }

    public static string Name(int host) => ((char)('A' + host)).ToString();

    public static int Others(int one, int other) => Enumerable.Range(0, Count).Single(host => host != one && host != other);

    public async Task StartAllAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, Count).Select(StartAsync));
        await SeenAsync(Count);
    }

    public async Task StartAsync(int host)
    {
        await _hosts[host].StartAsync();
        _lives[host] = true;
    }

    public void Kill(int host)
    {
        _hosts[host].Kill();
        _lives[host] = false;
    }

    /// <summary>Those that live, from one on.</summary>
    public IEnumerable<int> From(int first) => Enumerable.Range(first, Count).Select(host => host % Count).Where(host => _lives[host]);

    public Uri Address(int host) => _hosts[host].Address;

    /// <summary>Which of them has the person's conversation in memory; null: none.</summary>
    public async Task<int?> HolderAsync()
    {
        foreach (var host in From(0))
        {
            if (await _client.GetStringAsync(new Uri(Address(host), $"/chaos/holds/meta:{StoryPerson.Number}")) == "true") return host;
        }

        return null;
    }

    /// <summary>Returns when each that lives knows of so many.</summary>
    public async Task SeenAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        foreach (var host in From(0))
        {
            while (await SeenByAsync(host) != count) await Task.Delay(50, limit.Token);
        }
    }

    public void Dispose()
    {
        foreach (var host in _hosts) host.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<int> SeenByAsync(int host)
    {
        using var ready = JsonDocument.Parse(await _client.GetStringAsync(new Uri(Address(host), "/health/ready")));
        return ready.RootElement.GetProperty("cluster").GetProperty("hosts").GetInt32();
    }
}
