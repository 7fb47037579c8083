using Bot.Engine.Proving;

namespace Bot.Host.Proofs;

/// <summary>What <c>prove</c> is asked for.</summary>
/// <param name="Flow">Null for all.</param>
/// <param name="Flows">The flows folder.</param>
/// <param name="To">Where scripts of faults are written.</param>
/// <param name="Time">For all flows.</param>
/// <param name="Report">Where the page of changes is written; null for nowhere.</param>
internal sealed record ProofRequest(string? Flow, string Flows, string To, ProofBounds Bounds, TimeSpan Time, bool Write = false, bool Mutants = false,
    string? Report = null);
