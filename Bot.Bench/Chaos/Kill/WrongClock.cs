using System.Globalization;
using Bot.Storage.Abstractions;

namespace Bot.Bench.Chaos.Kill;

/// <summary>A clock on the wall that is ahead, or behind; how much time passes it tells right. Orleans' own clock is the system's all the same.</summary>
internal sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    /// <summary>Seconds ahead, in the environment of a host that is to be killed.</summary>
    public const string Setting = "CHAOS_CLOCK_SECONDS";

    /// <summary>In the same environment: the host goes by this clock although its database has one.</summary>
    public const string OwnSetting = "CHAOS_OWN_CLOCK";

    /// <summary>What a host whose own clock is this one goes by.</summary>
    /// <param name="database">Where it keeps its data.</param>
    public static TimeProvider FromEnvironment(StoreAddress database)
    {
        var own = Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } seconds
            ? new WrongClock(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))) : System;
        return Environment.GetEnvironmentVariable(OwnSetting) is { Length: > 0 } ? own : database.ClockOf(own);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
