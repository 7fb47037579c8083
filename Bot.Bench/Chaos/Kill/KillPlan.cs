namespace Bot.Bench.Chaos.Kill;

/// <summary>What a run of real kills is made of.</summary>
internal sealed record KillPlan
{
    /// <summary><see cref="Database"/> of a server of the run's own.</summary>
    public const string OwnDatabase = "own";

    public int Kills { get; init; } = 1000;

    /// <summary>Whole conversations, two of three a FASTag registration, the third a loan application.</summary>
    public int Conversations { get; init; } = 1000;

    /// <summary>Conversations under way at once.</summary>
    public int AtOnce { get; init; } = 60;

    public int Seed { get; init; } = 1;

    /// <summary>Host processes on the one database; more than one needs a database that takes several.</summary>
    public int Hosts { get; init; } = 1;

    /// <summary><c>DATABASE_URL</c> of the hosts; empty for a SQLite file in a temporary folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>The hosts are one cluster; else they know nothing of each other.</summary>
    public bool Cluster { get; init; }

    /// <summary>What befalls them besides, between kills.</summary>
    public IReadOnlyList<Trouble> Troubles { get; init; } = [];

    /// <summary>The first host's clock is so much behind and the last one's so much ahead. Default: all are right.</summary>
    public TimeSpan ClocksOff { get; init; }

    /// <summary>Hosts go by their own clocks even where they share a database: with <see cref="ClocksOff"/> the run has to find fault with that.</summary>
    public bool OwnClocks { get; init; }

    /// <summary>A Bot.Bench.dll of an earlier build: hosts begin with it, and each is this build from its first death on. Empty: this build alone.</summary>
    public string From { get; init; } = "";

    /// <summary>The flows of that build.</summary>
    public string FromFlows { get; init; } = "";

    /// <summary>Hosts in network namespaces of their own; see <see cref="HostNetwork"/>.</summary>
    public bool OwnNetwork => Troubles.Contains(Trouble.Part);

    /// <summary>Flows to serve.</summary>
    public required string Flows { get; init; }

    /// <summary>Programs at the HOM-i API beside them.</summary>
    public int Clients { get; init; } = 4;

    /// <summary>No host lives longer than this before it is killed.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>What came of it.</summary>
internal sealed record KillReport
{
    public required IReadOnlyList<string> Violations { get; init; }

    public required IReadOnlyDictionary<KillPoint, int> Kills { get; init; }

    public IReadOnlyDictionary<Trouble, int> Troubles { get; init; } = new Dictionary<Trouble, int>();

    public int Conversations { get; init; }

    /// <summary>Conversations that were over because their person was to come back in an hour.</summary>
    public int ToldToWait { get; init; }

    public int Messages { get; init; }

    public int Deliveries { get; init; }

    public int Sent { get; init; }

    public int Tags { get; init; }

    public int Leads { get; init; }

    public int SentTwice { get; init; }

    public int Timers { get; init; }

    /// <summary>One-time codes verified through the API.</summary>
    public int Codes { get; init; }

    public long DeadLetters { get; init; }

    public TimeSpan Took { get; init; }

    public int KillCount => Kills.Values.Sum();

    public override string ToString() => string.Join('\n',
    [
        FormattableString.Invariant($"{KillCount} processes killed ({string.Join(", ", Kills.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}), {Took.TotalSeconds:0} s"),
        .. Troubles.OrderBy(pair => pair.Key).Select(pair => FormattableString.Invariant($"besides: {pair.Key} {pair.Value}")),
        FormattableString.Invariant($"{Conversations} conversations ({ToldToWait} until the next hour's codes), {Messages} messages from people in {Deliveries} deliveries, {Sent} messages to them, {Tags} tags, {Leads} leads, {Timers} timers fired, {Codes} codes of the API verified"),
        FormattableString.Invariant($"messages sent twice in the window between the provider's taking and our record of it: {SentTwice}; dead letters: {DeadLetters}"),
        FormattableString.Invariant($"violations: {Violations.Count}"),
        .. Violations.CountBy(violation => violation).Take(50).Select(one => one.Value == 1 ? $"  {one.Key}" : $"  {one.Key}, {one.Value} times"),
    ]);
}
