using System.CommandLine;
using System.Globalization;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Host.Commands;

/// <summary><c>rotate-key</c>: seals everything with the first key of <c>SECRET_KEY</c>, in small steps, while hosts run.</summary>
internal sealed class RotateKeyCommand : Command
{
    private const string Help = """
        Seal everything with the first key of SECRET_KEY: the database, the photos, and what was kept while the database was away. Hosts may run meanwhile, but on a LiteDB file.
        A run that is stopped, however it is, goes on where it was. The end says when the old key may be taken away.

        How a key is changed:
          1. One host: start it with SECRET_KEY=NEW,OLD. Several hosts: each with SECRET_KEY=OLD,NEW first, so that all of them can read
             what any of them writes; when all have it, each with SECRET_KEY=NEW,OLD.
             In Development: the new key on the first line of data/secret.key, the old one on the second.
          2. Run rotate-key with SECRET_KEY=NEW,OLD, in the data folder of every host.
          3. Start every host with SECRET_KEY=NEW. Copies of the data from before still need OLD.

        Exits 0 when the first key is enough, and 1 when something stands in the way.

        Examples:
          SECRET_KEY=NEW,OLD Bot.Host rotate-key
          Bot.Host rotate-key --state        how far it is, while it runs elsewhere
        """;

    private readonly Option<bool> _state = new("--state") { Description = "Tell how far a run is in the database, and change nothing." };

    public RotateKeyCommand(Func<IConfiguration> configuration)
        : base("rotate-key", Help)
    {
        Add(_state);
        SetAction((parsed, cancel) => parsed.GetValue(_state)
            ? TellAsync(configuration(), parsed.InvocationConfiguration.Output, cancel)
            : RunAsync(configuration(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
    }

    private static async Task<int> TellAsync(IConfiguration configuration, TextWriter output, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        await using var store = await DatabaseOptions.Of(configuration).Address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        await output.WriteLineAsync(Line(await store.RotationAsync(cancel)));
        return ExitCodes.Ok;
    }

    private static string Line(RotationProgress at) => at switch
    {
        { IsRunning: true } => string.Create(CultureInfo.InvariantCulture, $"A run is on its way: pass {at.Pass}, {at.Done} of {at.Tables} tables, now {at.Table}; {at.Sealed} rows sealed anew in this pass, {at.Unreadable} do not open."),
        { Keys: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{at.Keys} keys have sealed rows of the database, and no run is on its way: run rotate-key."),
        _ => "Everything in the database is sealed with one key.",
    };

    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        if (DatabaseOptions.Of(configuration).Address.File is { } file && !File.Exists(file))
        {
            await error.WriteLineAsync($"There is no database at {file}: nothing was ever stored there.");
            return ExitCodes.CannotRun;
        }

        var sealer = SealingOptions.SealerOf(configuration);
        var stores = SealedStores.Of(configuration).ToList();
        var faults = await new LongWork(output).RunAsync("Sealing", stores.Count, (tell, next) => ResealAsync(stores, sealer, tell, next, cancel));
        foreach (var fault in faults) await output.WriteLineAsync(fault);
        if (faults.Count == 0)
        {
            await using var store = await OpenStore.Of(configuration);
            await CommandAudit.WriteAsync(store, "rotateKey", "", "", CancellationToken.None);
        }

        await output.WriteLineAsync(EndOf(faults.Count == 0, sealer.Keys));
        return faults.Count == 0 ? ExitCodes.Ok : ExitCodes.Findings;
    }

    private static async Task<List<string>> ResealAsync(List<SealedStore> stores, Sealer sealer, Func<string, Task> tell, Action next, CancellationToken cancel)
    {
        var faults = new List<string>();
        foreach (var store in stores)
        {
            if (await store.ResealAsync(sealer, tell, cancel) is { } fault) faults.Add(fault);
            next();
        }

        return faults;
    }

    private static string EndOf(bool whole, KeyRing keys) => (whole, keys.Count) switch
    {
        (false, _) => "Do not take a key out of SECRET_KEY yet.",
        (true, 1) => "Everything is sealed with SECRET_KEY, in the form of this build.",
        _ => "Everything is sealed with the first key of SECRET_KEY. The others may be taken away when this was said in the data folder of every host. Copies from before still need them.",
    };
}
