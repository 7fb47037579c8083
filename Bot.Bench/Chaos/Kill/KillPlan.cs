namespace Bot.Bench.Chaos.Kill;

/// <summary>What a run of real kills is made of.</summary>
internal sealed record KillPlan
{
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
        FormattableString.Invariant($"{Conversations} conversations ({ToldToWait} until the next hour's codes), {Messages} messages from people in {Deliveries} deliveries, {Sent} messages to them, {Tags} tags, {Leads} leads, {Timers} timers fired, {Codes} codes of the API verified"),
        FormattableString.Invariant($"messages sent twice in the window between the provider's taking and our record of it: {SentTwice}; dead letters: {DeadLetters}"),
        FormattableString.Invariant($"violations: {Violations.Count}"),
        .. Violations.Take(50).Select(violation => $"  {violation}"),
    ]);
}
