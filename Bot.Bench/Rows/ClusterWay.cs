using System.Globalization;
using Bot.Bench.Hosts;
using Bot.Bench.Load;
using Bot.Cluster;

namespace Bot.Bench.Rows;

/// <summary>A way in which three hosts share conversations.</summary>
/// <param name="Name">On the command line, and of its database.</param>
/// <param name="Settings">What each of the hosts is told besides.</param>
/// <param name="IsHashed">The balancer knows the person, as nginx does with <c>hash</c>; else it sends each message to a host by chance.</param>
internal sealed record ClusterWay(string Name, IReadOnlyDictionary<string, string> Settings, bool IsHashed = false)
{
    private static readonly Dictionary<string, string> Orleans = new() { ["CLUSTER"] = "orleans", ["CLUSTER_ADDRESS"] = "127.0.0.1" };

    /// <summary>Side by side, each with its own memory.</summary>
    public static ClusterWay Alone { get; } = new("alone", new Dictionary<string, string>());

    /// <summary>As a cluster, placed by the person's hash, behind a balancer that does not know of it.</summary>
    public static ClusterWay Together { get; } = new("together", Orleans);

    public static IReadOnlyList<ClusterWay> All { get; } =
    [
        Alone,
        new("uncached", new Dictionary<string, string> { ["SESSION_CACHE"] = "0" }),
        new("aloneHashed", new Dictionary<string, string>(), IsHashed: true),
        Together,
        new("placedByLoad", new Dictionary<string, string>(Orleans) { ["CLUSTER_PLACEMENT"] = "load" }),
        new("togetherHashed", Orleans, IsHashed: true),
    ];

    public bool IsCluster => Settings.ContainsKey("CLUSTER");

    /// <summary>What chooses a host for a message; null: chance.</summary>
    public Func<int, int>? BalancerOf(Users users, int hosts) =>
        IsHashed ? connection => PersonHash.Of("meta:91" + users.Spoke(connection).ToString("0000000000", CultureInfo.InvariantCulture)) % hosts : null;

    /// <summary>What each host is told: ports between hosts in the order of the hosts, which is the balancer's too.</summary>
    public IReadOnlyList<Dictionary<string, string>> SettingsOf(string database, int hosts) =>
    [
        .. FreePorts(hosts).Select(port => new Dictionary<string, string>(Settings)
        {
            ["DATABASE_URL"] = database, ["CLUSTER_PORT"] = port.ToString(CultureInfo.InvariantCulture),
        }),
    ];

    /// <summary>In their order, which is that of the hosts.</summary>
    private static SortedSet<int> FreePorts(int count)
    {
        var ports = new SortedSet<int>();
        while (ports.Count < count) ports.Add(PostgresCluster.FreePort());
        return ports;
    }
}
