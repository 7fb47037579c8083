using Bot.Engine.Flows;

namespace Bot.Host.Proofs;

/// <summary>Divides the time of a proof: each flow gets of what is left what its states are of the states of all flows that are left.</summary>
/// <param name="all">For all of them.</param>
/// <param name="flows">In the order in which they are gone through.</param>
internal sealed class ProofTime(TimeSpan all, IReadOnlyList<Flow> flows, TimeProvider time, CancellationToken cancel) : IDisposable
{
    private readonly long _begun = time.GetTimestamp();
    private readonly List<CancellationTokenSource> _limits = [];

    /// <summary>When the time of a flow that is begun now is over.</summary>
    public CancellationToken For(Flow flow)
    {
        var left = flows.SkipWhile(other => other != flow).Sum(other => other.States.Length);
        var share = (all - time.GetElapsedTime(_begun)) * ((double)flow.States.Length / Math.Max(left, 1));
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(share > TimeSpan.Zero ? share : TimeSpan.Zero);
        _limits.Add(limit);
        return limit.Token;
    }

    public void Dispose()
    {
        foreach (var limit in _limits) limit.Dispose();
    }
}
