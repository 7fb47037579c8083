using Bot.Engine.Flows;

namespace Bot.Host.Proofs;

/// <summary>
/// Divides the time of a proof: each flow gets of what is left what the square of its states is of the squares of all flows that are left, and a third at
/// least.
/// </summary>
/// <remarks>Of a flow of twice as many states far more than twice as much can become. What a flow does not need is left to the others.</remarks>
/// <param name="all">For all of them.</param>
/// <param name="flows">In the order in which they are gone through.</param>
internal sealed class ProofTime(TimeSpan all, IReadOnlyList<Flow> flows, TimeProvider time, CancellationToken cancel) : IDisposable
{
    private const double Least = 1.0 / 3;

    private readonly long _begun = time.GetTimestamp();
    private readonly List<CancellationTokenSource> _limits = [];

    /// <summary>When the time of a flow that is begun now is over.</summary>
    public CancellationToken For(Flow flow) => Within(ShareOf(flow));

    /// <summary>What a flow that is begun now gets.</summary>
    public TimeSpan ShareOf(Flow flow)
    {
        var left = flows.SkipWhile(other => other != flow).Sum(Weight);
        var share = (all - time.GetElapsedTime(_begun)) * Math.Max(Weight(flow) / Math.Max(left, 1), Least);
        return share > TimeSpan.Zero ? share : TimeSpan.Zero;
    }

    /// <summary>When the time of a flow that is begun now and gets no share is over.</summary>
    public CancellationToken Within(TimeSpan time)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(time);
        _limits.Add(limit);
        return limit.Token;
    }

    private static double Weight(Flow flow) => Math.Pow(flow.States.Length, 2);

    public void Dispose()
    {
        foreach (var limit in _limits) limit.Dispose();
    }
}
