using System.CommandLine;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>integrity</c>: reads everything that is stored and tells what is damaged. Changes nothing: a damaged file is kept as it is.</summary>
internal sealed class IntegrityCommand : Command
{
    private const string Help = """
        Read the whole database, open everything that is sealed in it, in the photos and in what was kept while the database was away, and tell what is damaged,
        sentence by sentence; the host may run meanwhile, but on a LiteDB file. Exits 0 when all is sound and 1 when it is not.
        At its start the host itself looks for half a second only.

        Example:
          Bot.Host integrity
        """;

    public IntegrityCommand(Func<IConfiguration> configuration)
        : base("integrity", Help) =>
            SetAction((parsed, cancel) => RunAsync(configuration(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));

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
}
