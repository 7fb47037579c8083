using System.CommandLine;
using Bot.Engine.Execution;
using Bot.Host.History;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>integrity</c>: reads everything that is stored and tells what is damaged. Changes nothing: a damaged file is kept as it is.</summary>
internal sealed class IntegrityCommand : Command
{
    private const string Help = """
        Read the whole database, open everything that is sealed in it, in the photos and in what was kept while the database was away, and tell what is damaged,
        sentence by sentence; the host may run meanwhile, but on a LiteDB file. Exits 0 when all is sound and 1 when it is not.
        At its start the host itself looks for half a second only.

        With --turns, that many conversations are computed again from their turn log as well, with the flows of the flows folder, and compared with what is
        stored; a database of an earlier build is brought up to date by that.

        Examples:
          Bot.Host integrity
          Bot.Host integrity --turns 200
        """;

    private readonly Option<int> _turns = new("--turns") { Description = "Conversations to compute again from their turn log." };

    public IntegrityCommand(Func<IConfiguration> configuration)
        : base("integrity", Help)
    {
        Add(_turns);
        SetAction((parsed, cancel) => RunAsync(
            configuration(), parsed.GetValue(_turns), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
    }

    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var database = DatabaseOptions.Of(configuration);
        if (database.Address.File is { } file && !File.Exists(file))
        {
            await error.WriteLineAsync($"There is no database at {file}: nothing was ever stored there.");
            return ExitCodes.CannotRun;
        }

        var sound = true;
        var sealer = SealingOptions.SealerOf(configuration);
        foreach (var store in SealedStores.Of(configuration))
        {
            var findings = await new LongWork(output).RunAsync($"Reading {store.Name}", () => store.CheckAsync(sealer, cancel));
            foreach (var finding in findings) await output.WriteLineAsync(finding);
            await output.WriteLineAsync(findings.Count == 0 ? $"{store.Name} is sound." : $"{store.Name} is damaged. Keep it as it is, and put the last backup in its place.");
            sound &= findings.Count == 0;
        }

        return sound ? ExitCodes.Ok : ExitCodes.Findings;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, int turns, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (await RunAsync(configuration, output, error, cancel) is var code && (code != ExitCodes.Ok || turns <= 0)) return code;

        await using var store = await DatabaseOptions.Of(configuration).Address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        await using var flows = FlowTools.Open();
        var catalog = flows.GetRequiredService<FlowCatalog>();
        var machine = new StateMachine(catalog.Flows, catalog.Vocabulary, ConversationOptions.Of(configuration).HumanLimit);
        var (rebuilt, findings) = await new ConversationHistory(store, machine).CheckAsync(turns, cancel);
        foreach (var finding in findings) await output.WriteLineAsync(finding);
        await output.WriteLineAsync($"{rebuilt} conversations were computed again from their turn log, {findings.Count} came out otherwise.");
        return findings.Count == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }
}
