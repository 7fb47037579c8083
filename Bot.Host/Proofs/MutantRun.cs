using System.Collections.Concurrent;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Engine.Proving;
using Bot.Engine.Rehearsals;
using Bot.Host.Wiring;

namespace Bot.Host.Proofs;

/// <summary>Changes flows one way at a time, and tells which changes neither the checks nor a script nor a promise notices.</summary>
/// <remarks>A script notices a change where its recorded conversation comes out otherwise on the changed flow.</remarks>
internal sealed class MutantRun(FlowCatalog catalog, IEnumerable<OperationContract> operations, InputTypes types, IReadOnlyList<RecordedConversation> scripts)
{
    private static readonly ProofBounds Bounds = new(States: 4000);

    /// <returns>Whether every change is noticed.</returns>
    public static async Task<bool> RunAsync(IServiceProvider services, FlowCatalog catalog, ProofRequest request, TextWriter output, CancellationToken cancel)
    {
        var scripts = await PlayedScripts.ReadAsync(request.Flows, cancel);
        var run = new MutantRun(catalog, services.AllContracts(), services.GetRequiredService<InputTypes>(), scripts);
        await output.WriteLineAsync("| flow | changes | refused by the checks | noticed by scripts | by the prover | not noticed | noticed |\n|---|---|---|---|---|---|---|");
        var survivors = new List<string>();
        foreach (var flow in catalog.Flows.All.Where(flow => request.Flow is null || flow.Name == request.Flow))
        {
            var fates = await run.FatesAsync(flow, request.Flows, cancel);
            int Count(MutantFate fate) => fates.Count(one => one.Fate == fate);
            var left = fates.Where(one => one.Fate == MutantFate.NotNoticed).Select(one => $"- {flow.Name} {one.Mutant.What}").Order(StringComparer.Ordinal).ToList();
            survivors.AddRange(left);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {flow.Name} | {fates.Count} | {Count(MutantFate.Refused)} | {Count(MutantFate.Script)} | {Count(MutantFate.Prover)} | {left.Count} | {100.0 * (fates.Count - left.Count) / Math.Max(fates.Count, 1):0.0} % |"));
        }

        await output.WriteLineAsync(survivors.Count == 0 ? "\nEvery change is noticed." : $"\nNot noticed:\n{string.Join('\n', survivors)}");
        return survivors.Count == 0;
    }

    private async Task<IReadOnlyList<(FlowMutant Mutant, MutantFate Fate)>> FatesAsync(Flow flow, string folder, CancellationToken cancel)
    {
        var fates = new ConcurrentBag<(FlowMutant, MutantFate)>();
        var known = Findings(catalog.Flows, flow.Name, cancel);
        var yaml = await File.ReadAllTextAsync(flow.File, cancel);
        await Parallel.ForEachAsync(FlowMutants.Of(flow, yaml), cancel, (mutant, stop) =>
        {
            fates.Add((mutant, FateOf(flow, mutant, folder, known, stop)));
            return ValueTask.CompletedTask;
        });
        return [.. fates];
    }

    private MutantFate FateOf(Flow flow, FlowMutant mutant, string folder, HashSet<(string, string)> known, CancellationToken cancel)
    {
        if (Load(flow, mutant, folder) is not { } flows) return MutantFate.Refused;

        var rehearsal = new Rehearsal(flows, catalog.Flows, catalog.Vocabulary, catalog.Renderer);
        if (scripts.Any(script => rehearsal.Play(script).Found.Length > 0)) return MutantFate.Script;
        return Findings(flows, flow.Name, cancel).IsSubsetOf(known) ? MutantFate.NotNoticed : MutantFate.Prover;
    }

    private HashSet<(string Kind, string What)> Findings(FlowSet flows, string name, CancellationToken cancel) =>
    [
        .. new Prover(flows, catalog.Vocabulary, FlowProofs.Promises(catalog.Flows), _ => null).Prove([name], Bounds, null, cancel)
            .SelectMany(proof => proof.Findings).Select(finding => (finding.Kind, finding.Kind == FindingKinds.Promise ? finding.What : finding.Place)),
    ];

    /// <summary>Null where the checks refuse it.</summary>
    private FlowSet? Load(Flow flow, FlowMutant mutant, string folder)
    {
        var copy = Directory.CreateTempSubdirectory("bot-mutant-").FullName;
        try
        {
            foreach (var other in catalog.Flows.All)
            {
                var to = Path.Combine(copy, other.Name, "flow.yaml");
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                if (other == flow) File.WriteAllText(to, mutant.Yaml);
                else File.Copy(Path.Combine(folder, other.Name, "flow.yaml"), to);
            }

            var library = FlowLibrary.Load(copy, catalog.Flows.Entry.Name, operations, types, []);
            return library.Issues.Count == 0 ? library.Flows : null;
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}

/// <summary>What becomes of a change.</summary>
internal enum MutantFate
{
    Refused,
    Script,
    Prover,
    NotNoticed,
}
