using Bot.Engine.Proving;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Proofs;

/// <summary>Writes the scripts that are missing for whole coverage: for each way that none takes the shortest conversation, shortest first.</summary>
internal static class MissingScripts
{
    public static async Task WriteAsync(FlowCatalog catalog, IReadOnlyList<Proof> proofs, ProofRequest request, TextWriter output)
    {
        var (coverage, scripts, written) = (new ReplayCoverage(), new ProofScript(catalog, proofs), 0);
        var files = Directory.EnumerateFiles(request.Flows, "*.replay", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        await Parallel.ForEachAsync(ReplayPlay.Of([.. files], request.Flows), async (play, _) => await PassesAsync(play, request.Flows, coverage));

        foreach (var proof in proofs)
        {
            var flow = catalog.Flows.Find(proof.Flow)!;
            var ways = from state in flow.States from way in flow.TransitionsOf(state) select new Way(flow.Name, state.Name, way.Trigger, way.To);
            var declared = ways.ToHashSet();
            var taken = proof.Ways.Where(way => declared.Contains(way.Key)).OrderBy(way => way.Value.Length).ThenBy(way => $"{way.Key}", StringComparer.Ordinal);
            foreach (var way in declared.Where(way => !proof.Ways.ContainsKey(way) && !coverage.Has(way.Flow, way.From, way.Trigger, way.To)))
                await output.WriteLineAsync($"no conversation goes this way on a Wednesday at ten: {TitleOf(way)}");

            foreach (var (way, conversation) in taken)
            {
                if (coverage.Has(way.Flow, way.From, way.Trigger, way.To)) continue;

                var file = Path.Combine(request.Flows, proof.Flow, $"{Slug(way)}.replay");
                var title = TitleOf(way);
                var passes = false;
                foreach (var withWords in new[] { true, false })
                {
                    await File.WriteAllTextAsync(file, scripts.Of(proof.Flow, title, conversation, withWords));
                    if (passes = await PassesAsync(new(file, null), request.Flows, coverage)) break;
                }

                written += passes ? 1 : 0;
                if (passes) OwnerOnly.Share(file);
                else File.Delete(file);
                await output.WriteLineAsync(passes ? $"written: {file}" : $"could not be played: {title}");
            }
        }

        await output.WriteLineAsync($"{written} scripts were written.");
    }

    private static async Task<bool> PassesAsync(ReplayPlay play, string flows, ReplayCoverage coverage)
    {
        var (script, issues) = await play.ReadAsync();
        return issues.Count == 0 && await ReplayPlayer.PlayAsync(script, flows, coverage) is null;
    }

    private static string TitleOf(Way way) => $"{way.From} by '{way.Trigger}' to {way.To}";

    private static string Slug(Way way) => string.Concat($"proved-{way.From}-{way.Trigger}-{way.To}".Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-'));
}
