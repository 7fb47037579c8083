using Bot.Engine.Proving;
using Bot.Host.Proofs;
using Bot.Host.Wiring;

namespace Bot.Host.Publishing;

/// <summary>Proves the flows that changed, and those that enter them, within bounds; what the live version has as well is counted apart.</summary>
internal static class PlanProof
{
    private const int MostTold = 20;

    /// <summary>Of one version.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(60);

    /// <summary>Of a flow that did not change and that one of these runs: how it can end is all that is asked of it.</summary>
    private static readonly TimeSpan TimeBeside = TimeSpan.FromSeconds(2);

    private static readonly ProofBounds Bounds = new(States: 60_000);

    public static ProofResult Prove(TrialRequest request, Action<string, int, int> told, CancellationToken cancel)
    {
        if (request.Concerned.Proven.Count == 0) return new([], 0, [], 0, []);

        using var services = FlowTools.Open(request.After);
        var catalog = services.GetRequiredService<FlowCatalog>();
        var names = request.Concerned.Proven.ToHashSet(StringComparer.Ordinal);

        var proofs = Explore(catalog, names, told, cancel);
        var found = proofs.SelectMany(proof => proof.Findings).DistinctBy(KeyOf).ToList();
        var known = found.Count > 0 ? KnownOf(request.Before, names, told, cancel) : [];
        var news = found.Where(finding => !known.Contains(KeyOf(finding))).ToList();
        var lines = news.Take(MostTold).Select(finding => $"{finding.Kind} at {finding.Place}: {finding.What} (after {finding.Conversation.Length} moves)");
        if (news.Count > MostTold) lines = lines.Append($"and {news.Count - MostTold} more");
        return new([.. names.Order(StringComparer.Ordinal)], proofs.Sum(proof => proof.States), [.. lines], found.Count - news.Count,
            [.. proofs.SelectMany(proof => proof.Uncovered.Select(what => $"{proof.Flow}: {what}")).Distinct()]);
    }

    private static HashSet<(string Kind, string Place, string What)> KnownOf(string before, HashSet<string> names, Action<string, int, int> told,
        CancellationToken cancel)
    {
        using var services = FlowTools.Open(before);
        var catalog = services.GetRequiredService<FlowCatalog>();
        var there = names.Where(name => catalog.Flows.Find(name) is not null).ToHashSet(StringComparer.Ordinal);
        return [.. Explore(catalog, there, told, cancel).SelectMany(proof => proof.Findings).Select(KeyOf)];
    }

    private static List<Proof> Explore(FlowCatalog catalog, HashSet<string> names, Action<string, int, int> told, CancellationToken cancel)
    {
        var prover = FlowProofs.Of(catalog);
        var order = prover.InOrder(names);
        using var time = new ProofTime(Time, [.. order.Where(flow => names.Contains(flow.Name))], TimeProvider.System, cancel);
        var done = 0;
        told("proving", 0, order.Count);
        var proofs = prover.Prove(names, Bounds, _ => told("proving", ++done, order.Count), CancellationToken.None,
            flow => names.Contains(flow.Name) ? time.For(flow) : time.Within(TimeBeside), (flow, _, _) => told($"proving {flow}", done, order.Count));
        cancel.ThrowIfCancellationRequested();
        return [.. proofs.Where(proof => names.Contains(proof.Flow))];
    }

    private static (string Kind, string Place, string What) KeyOf(Finding finding) => (finding.Kind, finding.Place, finding.What);
}
