namespace Bot.Bench.Chaos.Simulation;

/// <summary>What a simulation is made of. The same plan is the same run, step by step.</summary>
internal sealed record SimulationPlan(int Seed)
{
    /// <summary>Processes on the one store; with one, a crash leaves none running.</summary>
    public int Processes { get; init; } = 1;

    public int People { get; init; } = 3;

    /// <summary>Number of the first person: every third, from 2, applies for a loan; the others register vehicles.</summary>
    public int FirstPerson { get; init; }

    /// <summary>A process dies at one in so many points at which something is written or sent.</summary>
    public int CrashEvery { get; init; } = 40;

    /// <summary>No more crashes than this in one run, so that it comes to an end.</summary>
    public int CrashLimit { get; init; } = 40;

    /// <summary>Dies at this one point only, counted from 1; 0 leaves it to chance.</summary>
    public int CrashAt { get; init; }

    /// <summary>Share of sends and calls that go wrong without a crash.</summary>
    public double FaultShare { get; init; } = 0.02;

    /// <summary>Share of answers that are wrong, doubled or no answer at all.</summary>
    public double Mischief { get; init; } = 0.06;
}

/// <summary>What came of a simulation.</summary>
internal sealed record SimulationResult(SimulationPlan Plan)
{
    /// <summary>Sentences about what must never be; empty when all is well.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Crashes by the point and the moment.</summary>
    public required IReadOnlyDictionary<string, int> Crashes { get; init; }

    /// <summary>Points at which something was written or sent.</summary>
    public int Points { get; init; }

    public int Conversations { get; init; }

    public int Turns { get; init; }

    public int Messages { get; init; }

    public int Tags { get; init; }

    public int Leads { get; init; }

    public int Deliveries { get; init; }

    public int Redeliveries { get; init; }

    public int TimersFired { get; init; }

    /// <summary>Messages that went out twice because a process died, or an answer was lost, between the provider's taking and our record of it.</summary>
    public int SentTwice { get; init; }

    /// <summary>Every step in order: equal for equal plans.</summary>
    public required IReadOnlyList<string> Trace { get; init; }

    public int CrashCount => Crashes.Values.Sum();
}
