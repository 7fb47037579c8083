using Bot.Bench.Chaos.Simulation;

namespace Bot.Tests.Support;

/// <summary>Holds the next commit, as a slow disk would, until it is let go; those after it go straight through.</summary>
internal sealed class HeldCommit : IStops
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _armed;

    public void Arm() => Interlocked.Exchange(ref _armed, 1);

    public void Release() => _gate.TrySetResult();

    public Task ReachAsync(string point, Moment moment) =>
        point == "commit" && moment == Moment.Before && Interlocked.Exchange(ref _armed, 0) == 1 ? _gate.Task : Task.CompletedTask;
}
