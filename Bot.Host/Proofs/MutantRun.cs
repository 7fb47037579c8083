using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Engine.Promises;
using Bot.Engine.Proving;
using Bot.Engine.Rehearsals;
using Bot.Host.Wiring;

namespace Bot.Host.Proofs;

/// <summary>Changes flows one way at a time, and tells which changes neither the checks nor a script nor a promise notices.</summary>
/// <remarks>A script notices a change where its recorded conversation comes out otherwise on the changed flow; the first that does is enough.</remarks>
internal sealed class MutantRun(FlowCatalog catalog, IEnumerable<OperationContract> operations, InputTypes types, IReadOnlyList<RecordedConversation> scripts)
{
    /// <summary>How far a changed flow is explored that no script notices, and how far the flow as it is.</summary>
    private static readonly ProofBounds Bounds = new(States: 6000, Shortest: 0);

    private readonly IReadOnlyDictionary<string, FlowPromises> _promises = FlowProofs.Promises(catalog.Flows);

    /// <returns>Whether every change is noticed.</returns>
    public static async Task<bool> RunAsync(IServiceProvider services, FlowCatalog catalog, ProofRequest request, TextWriter output, CancellationToken cancel)
    {
        var scripts = await PlayedScripts.ReadAsync(request.Flows, cancel);
        var run = new MutantRun(catalog, services.AllContracts(), services.GetRequiredService<InputTypes>(), scripts);
        var proofs = FlowProofs.Of(catalog).Prove(null, Bounds, null, cancel);
        var fates = new List<FlowFates>();
        foreach (var flow in catalog.Flows.All.Where(flow => request.Flow is null || flow.Name == request.Flow))
            fates.Add(await run.FatesAsync(flow, request.Flows, proofs, cancel));

        var report = new MutantReport(fates);
        await output.WriteLineAsync(report.Table());
        if (request.Report is { } file) await File.WriteAllTextAsync(file, report.Page(), cancel);
        return report.IsWhole;
    }

    private async Task<FlowFates> FatesAsync(Flow flow, string folder, IReadOnlyList<Proof> proofs, CancellationToken cancel)
    {
        var same = MutantFile.Read(flow);
        var mutants = FlowMutants.Of(flow, await File.ReadAllTextAsync(flow.File, cancel));
        var own = scripts.Where(script => script.Turns.Any(turn => turn.Flow == flow.Name || turn.Entry.Path.Any(step => step.Flow == flow.Name))).ToList();
        var fates = new (FlowMutant, MutantFate, string)[mutants.Count];
        await Parallel.ForAsync(0, mutants.Count, cancel, (i, stop) =>
        {
            var (fate, why) = (FateOf(flow, mutants[i], folder, own, proofs, stop), "");
            if (fate == MutantFate.NotNoticed && same.TryGetValue(mutants[i].What, out var reason)) (fate, why) = (MutantFate.Same, reason);
            fates[i] = (mutants[i], fate, why);
            return ValueTask.CompletedTask;
        });
        return new(flow.Name, fates);
    }

    private MutantFate FateOf(Flow flow, FlowMutant mutant, string folder, IReadOnlyList<RecordedConversation> own, IReadOnlyList<Proof> proofs,
        CancellationToken cancel)
    {
        if (Load(flow, mutant, folder) is not { } flows) return MutantFate.Refused;

        var rehearsal = new Rehearsal(flows, catalog.Flows, catalog.Vocabulary, catalog.Renderer);
        if (own.Any(script => rehearsal.Play(script).Found.Length > 0)) return MutantFate.Script;

        var known = proofs.Where(proof => proof.Flow == flow.Name).SelectMany(proof => proof.Findings).Select(KeyOf).ToHashSet();
        var prover = new Prover(flows, catalog.Vocabulary, _promises, _ => null);
        prover.Know(proofs.Where(proof => proof.Flow != flow.Name));
        var fault = prover.FirstNew(flows.Find(flow.Name)!, Bounds, finding => !known.Contains(KeyOf(finding)), cancel);
        return fault is null ? MutantFate.NotNoticed : MutantFate.Prover;
    }

    private static (string Kind, string What) KeyOf(Finding finding) => (finding.Kind, finding.Kind == FindingKinds.Promise ? finding.What : finding.Place);

    /// <summary>Null where the checks refuse it.</summary>
    private FlowSet? Load(Flow flow, FlowMutant mutant, string folder)
    {
        var copy = Directory.CreateTempSubdirectory("bot-mutant-").FullName;
        try
        {
            foreach (var other in catalog.Flows.All)
            {
                var to = Path.Combine(copy, other.Name, FlowFileNames.Flow);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                if (other == flow) File.WriteAllText(to, mutant.Yaml);
                else File.Copy(Path.Combine(folder, other.Name, FlowFileNames.Flow), to);
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
