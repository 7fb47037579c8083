using System.Diagnostics;
using System.Globalization;
using Bot.Engine.Proving;

namespace Bot.Host.Proofs;

/// <summary>Tells how far a proof is: every ten seconds while a flow is explored, and what came of it.</summary>
/// <param name="write">Takes a line.</param>
internal sealed class ProofProgress(Action<string> write)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);

    private long _begun = Stopwatch.GetTimestamp();
    private long _told = Stopwatch.GetTimestamp();

    public void Tell(string flow, int states, long transitions)
    {
        if (Stopwatch.GetElapsedTime(_told) < Often) return;

        _told = Stopwatch.GetTimestamp();
        write(string.Create(CultureInfo.InvariantCulture, $"{flow,-16} {states,8} states {transitions,10} transitions {Stopwatch.GetElapsedTime(_begun).TotalSeconds,6:0.0} s so far"));
    }

    public void Tell(Proof proof)
    {
        var took = Stopwatch.GetElapsedTime(_begun);
        _begun = _told = Stopwatch.GetTimestamp();
        write(string.Create(CultureInfo.InvariantCulture,
            $"{proof.Flow,-16} {proof.States,8} states {proof.Transitions,10} transitions {took.TotalSeconds,6:0.0} s  {(proof.IsWhole ? "gone through whole" : "NOT whole")}, {proof.Findings.Length} found"));
        foreach (var what in proof.Uncovered) write($"    not covered: {what}");
    }
}
