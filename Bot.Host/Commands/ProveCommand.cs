using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bot.Engine.Proving;
using Bot.Host.Proofs;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>prove</c>: explores what flows can do, and writes the shortest conversation to each fault as a script that fails.</summary>
internal sealed class ProveCommand : Command
{
    private const string Help = """
        Explore flows: every state with every class of answer, every outcome of every call, silence, back and edit. Tells places without an end, questions
        that nothing satisfies, loops without a person, inputs that throw, calls without an argument or made twice, messages that do not fit, answers that
        change others, and promises (promises.yaml beside the flow) that are broken; each with the shortest conversation, written as a script that fails.
        What a bound left out is told; only what was gone through whole is called proven.

        Exits 1 when something was found.

        Examples:
          Bot.Host prove
          Bot.Host prove loan-lead --to ./found
          Bot.Host prove --flows ../edited/flows --states 50000
          Bot.Host prove loan-lead --write
          Bot.Host prove --mutants --report docs/flows-proof.md
        """;

    private readonly Argument<string?> _flow = new("flow") { Description = "One flow, with those that it runs (default: all).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<DirectoryInfo?> _flows = new("--flows") { Description = "The flows folder (default: ./flows)." };
    private readonly Option<DirectoryInfo?> _to = new("--to") { Description = "Where scripts of what was found are written (default: ./proof)." };
    private readonly Option<int> _states = new("--states") { Description = "States of one flow at most.", DefaultValueFactory = _ => new ProofBounds().States };
    private readonly Option<int> _longest = new("--longest") { Description = "Messages that the shortest way to an end may take.", DefaultValueFactory = _ => new ProofBounds().Longest };
    private readonly Option<int> _seconds = new("--seconds") { Description = "Time for all of it, divided among the flows by their states.", DefaultValueFactory = _ => 60 };
    private readonly Option<bool> _write = new("--write") { Description = "Write the scripts that are missing for whole coverage, beside the flow." };
    private readonly Option<bool> _mutants = new("--mutants") { Description = "Change the flows one way at a time and tell which changes no script and no promise notices." };

    private readonly Option<bool> _first = new("--first") { Description = "Stop at the first fault of a flow." };
    private readonly Option<FileInfo?> _report = new("--report") { Description = "With --mutants: where to write the page of what was noticed." };

    public ProveCommand()
        : base("prove", Help)
    {
        foreach (var bound in new[] { _states, _longest, _seconds })
        {
            bound.Validators.Add(found =>
            {
                if (found.Tokens is [var written] && (!int.TryParse(written.Value, out var number) || number < 1)) found.AddError($"{bound.Name} '{written.Value}' is no number from 1 on");
            });
        }

        Validators.Add(found =>
        {
            if (found.GetValue(_report) is not null && !found.GetValue(_mutants)) found.AddError("--report is the page of --mutants: name both");
            if (found.GetValue(_write) && found.GetValue(_mutants)) found.AddError("--write and --mutants are two runs: name one");
        });
        foreach (var option in new Option[] { _flows, _to, _states, _longest, _seconds, _first, _write, _mutants, _report }) Add(option);
        Add(_flow);
        SetAction((parsed, cancel) =>
        {
            var request = new ProofRequest(parsed.GetValue(_flow), parsed.GetValue(_flows)?.FullName ?? FlowTools.Folder,
                parsed.GetValue(_to)?.FullName ?? Path.Combine(Directory.GetCurrentDirectory(), "proof"),
                new(parsed.GetValue(_states), parsed.GetValue(_longest), First: parsed.GetValue(_first)), TimeSpan.FromSeconds(parsed.GetValue(_seconds)),
                parsed.GetValue(_write), parsed.GetValue(_mutants), parsed.GetValue(_report)?.FullName);
            return RunAsync(request, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel);
        });
    }

    public static async Task<int> RunAsync(ProofRequest request, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        await using var services = FlowTools.Open(request.Flows);
        var catalog = services.GetRequiredService<FlowCatalog>();
        if (request.Flow is { } name && catalog.Flows.Find(name) is null)
        {
            await error.WriteLineAsync($"There is no flow '{name}' in {request.Flows}.");
            return ExitCodes.CannotRun;
        }

        if (request.Mutants) return await MutantRun.RunAsync(services, catalog, request, output, cancel) ? ExitCodes.Ok : ExitCodes.Findings;

        var proofs = await ProveAsync(catalog, request, output, cancel);
        var found = await FoundScripts.WriteAsync(new(catalog, proofs), proofs, request, output);
        if (request.Write) await MissingScripts.WriteAsync(catalog, proofs, request, output);
        return found == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    private static async Task<IReadOnlyList<Proof>> ProveAsync(FlowCatalog catalog, ProofRequest request, TextWriter output, CancellationToken cancel)
    {
        string[]? names = request.Flow is { } flow ? [flow] : null;
        var prover = FlowProofs.Of(catalog);
        var order = prover.InOrder(names);
        var begun = Stopwatch.GetTimestamp();
        using var time = new ProofTime(request.Time, order, TimeProvider.System, cancel);
        var proofs = await new LongWork(output).RunAsync("Exploring", order.Count, (lineAsync, step) => Task.Run(
            () =>
            {
                var progress = new ProofProgress(line => lineAsync(line).Wait(CancellationToken.None));
                return prover.Prove(names, request.Bounds, proof =>
                {
                    progress.Tell(proof);
                    step();
                }, cancel, time.For, progress.Tell);
            },
            CancellationToken.None));
        var all = Stopwatch.GetElapsedTime(begun);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{proofs.Sum(proof => proof.States)} states, {proofs.Sum(proof => proof.Transitions)} transitions in {all.TotalSeconds:0.0} s ({proofs.Sum(proof => proof.Transitions) / all.TotalSeconds:0}/s), {Environment.WorkingSet >> 20} MB"));
        return proofs;
    }
}
