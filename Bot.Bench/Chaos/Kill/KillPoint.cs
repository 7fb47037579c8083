namespace Bot.Bench.Chaos.Kill;

/// <summary>Where a process gets SIGKILL.</summary>
internal enum KillPoint
{
    /// <summary>Whenever.</summary>
    Anywhere,

    /// <summary>A webhook call is there and nothing is written.</summary>
    BeforeCommit,

    /// <summary>The turn is written and the provider has no answer.</summary>
    AfterCommit,

    /// <summary>The channel has taken a message and the process has not recorded it.</summary>
    BetweenSendAndRecord,

    /// <summary>A call with consequences has arrived at the partner, who has done nothing yet.</summary>
    BeforeConsequence,

    /// <summary>The partner has done it, and its answer never arrives.</summary>
    AfterConsequence,
}
