namespace Bot.Bench.Chaos.Simulation;

/// <summary>When a process may die at something it writes or sends.</summary>
internal enum Moment
{
    /// <summary>Nothing has happened yet.</summary>
    Before,

    /// <summary>It has taken effect and is not yet told.</summary>
    After,
}

/// <summary>A component that may stop the world at a point at which something is written or sent.</summary>
internal interface IStops
{
    /// <summary>Returns when the world goes on; never, when the process dies here.</summary>
    /// <param name="point">What is written or sent: <c>commit</c>, <c>send meta</c>, <c>call shauryapay.activate</c>.</param>
    Task ReachAsync(string point, Moment moment);
}

/// <summary>Stops nowhere.</summary>
internal sealed class NoStops : IStops
{
    public Task ReachAsync(string point, Moment moment) => Task.CompletedTask;
}
