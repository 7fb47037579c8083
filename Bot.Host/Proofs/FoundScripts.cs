using Bot.Engine.Proving;
using Bot.Host.Settings;

namespace Bot.Host.Proofs;

/// <summary>Tells what the prover found, and writes each conversation as a script that fails, in place of those of an earlier proof of the flow.</summary>
internal static class FoundScripts
{
    /// <returns>How many faults there are.</returns>
    public static async Task<int> WriteAsync(ProofScript scripts, IReadOnlyList<Proof> proofs, ProofRequest request, TextWriter output)
    {
        var found = proofs.SelectMany(proof => proof.Findings.Select(finding => (proof.Flow, Finding: finding))).ToList();
        var isNew = !Directory.Exists(request.To);
        if (!isNew) RemoveEarlier(proofs, request.To);
        if (found.Count == 0) return 0;

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

    private static void RemoveEarlier(IReadOnlyList<Proof> proofs, string folder)
    {
        foreach (var flow in proofs.Select(proof => proof.Flow))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{flow}-*.replay").Where(file => IsOurs(Path.GetFileNameWithoutExtension(file)[(flow.Length + 1)..])))
                File.Delete(file);
        }
    }

    /// <summary>A number and a kind.</summary>
    private static bool IsOurs(string name) =>
        name.Split('-') is [var number, var kind] && number.Length > 0 && number.All(char.IsAsciiDigit) && FindingKinds.All.Contains(kind);
}
