using Bot.Engine.Conversations;
using Bot.Engine.Machine;
using Bot.Engine.Operations;
using Bot.Engine.Ports;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Host.Settings;
using Bot.Host.Storage;
using Bot.Host.Storage.Sqlite;

namespace Bot.Host.Wiring;

/// <summary>Everything that runs conversations, put together: store, partners, operations, flows, runner, pumps. The web host, the terminal, scripted conversations and benchmarks all use this one.</summary>
internal sealed class BotEngine : IAsyncDisposable
{
    private readonly PartnerWiring _partners;

    private BotEngine(PartnerWiring partners, SqliteStore store, Secrets secrets, FlowShelf shelf, IReadOnlyDictionary<string, Operation> operations, IEngineObserver observer, TimeProvider clock, OutboxSettings outbox, ILoggerFactory logs)
    {
        (_partners, Store, Secrets, Shelf) = (partners, store, secrets, shelf);
        Runner = new(new(shelf.Flows, shelf.Vocabulary), store, shelf.Renderer, new(), observer);
        Pump = new(Runner, store, store, partners.Channels, operations, outbox, clock, observer);
        Timers = new(Runner, store, clock, observer);
        Intake = new(Runner, store, clock, logs.CreateLogger<Intake>());
    }

    public SqliteStore Store { get; }

    public Secrets Secrets { get; }

    public FlowShelf Shelf { get; }

    public ConversationRunner Runner { get; }

    public OutboxPump Pump { get; }

    public TimerPump Timers { get; }

    public Intake Intake { get; }

    public IReadOnlyDictionary<string, IChannel> Channels => _partners.Channels;

    /// <summary>Opens the database, loads and checks the flows, and wires the rest.</summary>
    /// <param name="sandbox">Where the sandbox is served.</param>
    /// <exception cref="FlowsException">A flow has a fault; nothing runs then.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be used.</exception>
    public static async Task<BotEngine> OpenAsync(BotSettings settings, string sandbox, TimeProvider clock, IEngineObserver observer, ILoggerFactory logs)
    {
        var secrets = new Secrets(Settings.SecretKeyFile.KeyOf(settings));
        var partners = new PartnerWiring(settings, sandbox, clock);
        SqliteStore? store = null;
        try
        {
            store = SqliteStore.Open(new() { Path = settings.Database.File }, secrets.Sealer, clock);
            var operations = OperationsOf(settings, partners, store, secrets, clock);
            var shelf = FlowShelf.Load(settings.Folders.Flows, operations.Values.Select(operation => operation.Contract));
            shelf.ThrowIfFaulty();

            // One host has this file: whoever began something before is gone, and its work is found out about at once.
            var outbox = new OutboxSettings { Owner = $"{Environment.MachineName}-{Guid.NewGuid():n}" };
            await store.ReleaseLeasesAsync(outbox.Owner, clock.GetUtcNow(), CancellationToken.None);
            return new(partners, store, secrets, shelf, operations, observer, clock, outbox, logs);
        }
        catch
        {
            partners.Dispose();
            if (store is not null) await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>What flows may call, without opening anything: for checks and drawings.</summary>
    public static IEnumerable<OperationContract> Contracts(BotSettings settings)
    {
        using var partners = new PartnerWiring(settings, "http://127.0.0.1:5000/sandbox", TimeProvider.System);
        return [.. OperationsOf(settings, partners, null!, new("contracts"), TimeProvider.System).Values.Select(operation => operation.Contract)];
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _partners.Dispose();
    }

    private static Dictionary<string, Operation> OperationsOf(BotSettings settings, PartnerWiring partners, SqliteStore store, Secrets secrets, TimeProvider clock)
    {
        var media = new MediaLibrary(Path.Combine(settings.Folders.Data, "media"), partners.Channels, store, secrets.Sealer);
        var loginCodes = new OneTimeCodes("login", SendLoginCode.Policy, store, secrets, clock);
        Operation[] own = [new SendLoginCode(loginCodes, partners.Sms, SendLoginCode.DefaultText), new VerifyLoginCode(loginCodes)];
        return own.Concat(ShauryapayOperations.All(partners.Shauryapay, media)).ToDictionary(operation => operation.Contract.Name, StringComparer.Ordinal);
    }
}
