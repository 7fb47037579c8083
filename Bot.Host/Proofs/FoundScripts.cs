using Bot.Engine.Proving;
using Bot.Host.Settings;

namespace Bot.Host.Proofs;

/// <summary>Tells what the prover found, and writes each conversation as a script that fails.</summary>
internal static class FoundScripts
{
    /// <returns>How many faults there are.</returns>
    public static async Task<int> WriteAsync(ProofScript scripts, IReadOnlyList<Proof> proofs, ProofRequest request, TextWriter output)
    {
        var found = proofs.SelectMany(proof => proof.Findings.Select(finding => (proof.Flow, Finding: finding))).ToList();
        if (found.Count == 0) return 0;

        var isNew = !Directory.Exists(request.To);
        Directory.CreateDirectory(request.To);
        foreach (var ((flow, finding), number) in found.Select((one, i) => (one, i + 1)))
        {
            var file = Path.Combine(request.To, $"{flow}-{number}-{finding.Kind}.replay");
            await File.WriteAllTextAsync(file, scripts.Of(flow, finding));
            if (!isNew) OwnerOnly.Share(file);
            await output.WriteLineAsync($"{finding.Kind,-8} {finding.Place}: {finding.What}\n         after {finding.Conversation.Length} moves: {file}");
        }

        if (isNew) OwnerOnly.Share(request.To);
        return found.Count;
    }
}
