namespace Bot.Host.Publishing;

/// <summary>Tries a version out before it is published, on files alone: plays its scripted conversations, and proves its flows.</summary>
internal interface IVersionTrial
{
    /// <param name="told">Hears how far it is: what is done, how many of them are done, and of how many (0: that is not known).</param>
    Task<TrialResult> RunAsync(TrialRequest request, Action<string, int, int> told, CancellationToken cancel);
}

/// <summary>What is tried.</summary>
/// <param name="Before">Folder of the version that is live.</param>
/// <param name="After">Folder of the other one.</param>
/// <param name="Concerned">What is tried out.</param>
/// <param name="Price">What a message costs; null: cost is not told.</param>
internal sealed record TrialRequest(string Before, string After, ConcernedFlows Concerned, bool Replays, bool Proof, double? Price = null);

/// <summary>What came of it; null where it was not asked for.</summary>
/// <param name="Failure">Why there is no result; empty where there is.</param>
internal sealed record TrialResult(ReplayResult? Replays, ProofResult? Proof, string Failure = "");

/// <summary>A trial in this process, which serves nothing beside it: partners are played, and memory is used.</summary>
internal sealed class VersionTrial : IVersionTrial
{
    public async Task<TrialResult> RunAsync(TrialRequest request, Action<string, int, int> told, CancellationToken cancel)
    {
        var replays = request.Replays ? await ReplayRun.PlayAsync(request, told, cancel) : null;
        var proof = request.Proof ? await Task.Run(() => PlanProof.Prove(request, told, cancel), cancel) : null;
        return new(replays, proof);
    }
}
