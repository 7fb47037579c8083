namespace Bot.Host.Commands;

/// <summary>What every command's exit code says.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It ran and found something: faults in a flow, a failed replay, an unhealthy host.</summary>
    public const int Findings = 1;

    /// <summary>It could not run: wrong usage, wrong settings, a file that is not there.</summary>
    public const int CannotRun = 2;

    /// <summary>A person or the system ended it before it was done: what shells tell of Ctrl+C.</summary>
    public const int Ended = 130;
}
