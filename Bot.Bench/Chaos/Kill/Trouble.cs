namespace Bot.Bench.Chaos.Kill;

/// <summary>What befalls hosts besides SIGKILL.</summary>
internal enum Trouble
{
    /// <summary>SIGSTOP, for half a second to six, and SIGCONT: the host is there and does nothing, and goes on with what it knew.</summary>
    Freeze,

    /// <summary>The database is stopped as by a crash, is away for one to three seconds, and comes back.</summary>
    Database,

    /// <summary>SIGTERM to each host in turn, and a new process in its place.</summary>
    Roll,

    /// <summary>Two hosts do not reach each other for two to eight seconds; each reaches everything else.</summary>
    Part,
}
