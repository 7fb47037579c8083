using System.Globalization;

namespace Bot.Bench.Chaos.Kill;

/// <summary>A clock on the wall that is ahead, or behind; how much time passes it tells right. Orleans' own clock is the system's all the same.</summary>
internal sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    /// <summary>Seconds ahead, in the environment of a host that is to be killed.</summary>
    public const string Setting = "CHAOS_CLOCK_SECONDS";

    public static TimeProvider FromEnvironment() =>
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } seconds
            ? new WrongClock(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))) : System;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
