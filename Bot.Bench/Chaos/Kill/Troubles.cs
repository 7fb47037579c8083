using Bot.Bench.Hosts;

namespace Bot.Bench.Chaos.Kill;

/// <summary>Makes the troubles of a plan, one at a time, between kills.</summary>
/// <param name="database">The run's own server; null: it is another one's, and goes on.</param>
internal sealed class Troubles(KillPlan plan, IReadOnlyList<HostProcess> hosts, PostgresCluster? database, Random random)
{
    private readonly Dictionary<Trouble, int> _made = [];

    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _away = [];

    /// <summary>When the database was stopped: what was sent just then may not have been recorded, as when a host dies.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Away => _away;

    private readonly List<(int Host, DateTimeOffset From, DateTimeOffset To)> _frozen = [];

    /// <summary>Which hosts stood still, and when: an answer that came meanwhile may have come too late.</summary>
    public IReadOnlyList<(int Host, DateTimeOffset From, DateTimeOffset To)> Frozen => _frozen;

    /// <summary>How often each was made.</summary>
    public IReadOnlyDictionary<Trouble, int> Made => _made;

    /// <summary>After about every third kill.</summary>
    public async Task PerhapsAsync()
    {
        if (plan.Troubles.Count == 0 || random.Next(3) > 0) return;

        var trouble = plan.Troubles[random.Next(plan.Troubles.Count)];
        switch (trouble)
        {
            case Trouble.Freeze:
                await FreezeAsync(random.Next(hosts.Count));
                break;
            case Trouble.Database:
                await StopDatabaseAsync(database ?? throw new InvalidOperationException("To stop the database it has to be the run's own: --database own."));
                break;
            case Trouble.Roll:
                foreach (var host in hosts)
                {
                    await host.StopAsync();
                    await host.StartAsync();
                }

                break;
            default:
                await PartAsync();
                break;
        }

        _made[trouble] = _made.GetValueOrDefault(trouble) + 1;
    }

    private async Task StopDatabaseAsync(PostgresCluster own)
    {
        var from = DateTimeOffset.UtcNow;
        await own.StopAsync();
        await Task.Delay(random.Next(1000, 3000));
        await own.StartAsync();
        _away.Add((from, DateTimeOffset.UtcNow));
    }

    private async Task FreezeAsync(int host)
    {
        var from = DateTimeOffset.UtcNow;
        hosts[host].Signal("STOP");
        await Task.Delay(random.Next(500, 6000));
        hosts[host].Signal("CONT");
        _frozen.Add((host, from, DateTimeOffset.UtcNow));
    }

    private async Task PartAsync()
    {
        var one = random.Next(hosts.Count);
        var other = (one + 1 + random.Next(hosts.Count - 1)) % hosts.Count;
        await HostNetwork.PartAsync(one, other);
        await Task.Delay(random.Next(2000, 8000));
        await HostNetwork.JoinAsync(one, other);
    }
}
