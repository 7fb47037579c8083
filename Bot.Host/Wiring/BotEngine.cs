using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Host.Api.Homi;
using Bot.Host.Api.Workflow;
using Bot.Host.Settings;
using Bot.Products.Fastag;
using Bot.Host.Webhooks;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Abstractions;
using Bot.Storage.Media;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Host.Wiring;

/// <summary>Everything that runs conversations, put together: store, partners, operations, flows, runner, pumps. The web host, the terminal, scripted conversations and benchmarks all use this one.</summary>
internal sealed class BotEngine : IAsyncDisposable
{
    private readonly PartnerWiring _partners;

    private BotEngine(PartnerWiring partners, EngineParts parts, FlowCatalog shelf, LeadParts leads, MediaLibrary media, IReadOnlyDictionary<string, Operation> operations)
    {
        (_partners, Parts, Shelf, Leads, Media) = (partners, parts, shelf, leads, media);
        Runner = new(new(shelf.Flows, shelf.Vocabulary), parts.Store, shelf.Renderer, new(), parts.Observer);
        Pump = new(Runner, parts.Store, parts.Store, parts.Postbox, operations, parts.Outbox, parts.Clock, parts.Observer);
        Timers = new(Runner, parts.Store, parts.Clock, parts.Observer, parts.StandIn?.Spool);
        Intake = new(Runner, parts.Store, parts.Clock, parts.Logs.CreateLogger<InboundDispatcher>(), parts.StandIn, parts.StandIn?.Spool);
        if (parts.StandIn is not { } standIn || leads.StandIn is not { } codes) return;

        Flush = new(standIn.Spool, [codes], (DeferredStore)parts.Store, Runner, parts.Clock, parts.Logs.CreateLogger<SpoolDrainer>());
        StandInPump = new(Runner, standIn.Store, standIn.Store, standIn.Writer, new Dictionary<string, Operation>(), parts.Outbox, parts.Clock, parts.Observer);
    }

    public EngineParts Parts { get; }

    public IStore Store => Parts.Store;

    public LeadParts Leads { get; }

    public FlowCatalog Shelf { get; }

    public MediaLibrary Media { get; }

    public ConversationRunner Runner { get; }

    public OutboxPump Pump { get; }

    public TimerPump Timers { get; }

    public InboundDispatcher Intake { get; }

    /// <summary>Brings what was kept here to the database; null where nothing is ever kept.</summary>
    public SpoolDrainer? Flush { get; }

    /// <summary>Sends what the stand-in's outbox holds; null where there is none.</summary>
    public OutboxPump? StandInPump { get; }

    public IReadOnlyDictionary<string, IChannel> Channels => _partners.Channels;

    /// <summary>Opens the database, loads and checks the flows, and wires the rest.</summary>
    /// <param name="sandbox">Where the sandbox is served.</param>
    /// <exception cref="FlowsException">A flow has a fault; nothing runs then.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be used, and will not by waiting: one that is only away is opened when it is back.</exception>
    public static async Task<BotEngine> OpenAsync(BotSettings settings, string sandbox, TimeProvider clock, IEngineObserver observer, ILoggerFactory logs)
    {
        var secrets = SecretsOf(settings);
        var partners = new PartnerWiring(settings, sandbox, clock);
        var outbox = new OutboxSettings { Owner = $"{Environment.MachineName}-{Guid.NewGuid():n}", Parallel = settings.OutboxSenders };
        IStore? store = null;
        LocalFallback? standIn = null;
        try
        {
            if (settings.Database.Address is PostgresAddress postgres)
            {
                var database = new DeferredStore(async () => await PostgresStore.OpenAsync(postgres.Connection, secrets.Sealer, clock));
                store = database;
                standIn = new(new(settings.Folders.Data, new PostgresOptions().SpoolSizeLimit), database, secrets.Sealer, owned => new(owned, partners.Channels, outbox, clock, observer), clock, logs);
                await standIn.OpenAsync(CancellationToken.None);
            }
            else
            {
                store = SqliteStore.Open(new() { Path = settings.Database.Address.File! }, secrets.Sealer, clock);
            }

            var parts = new EngineParts(store, secrets, new(store, WorkflowChannel.Beside(partners.Channels), outbox, clock, observer), outbox, clock, observer, logs, standIn);
            var leads = LeadParts.Of(HomiOptions.Of(settings, outbox.Owner), partners.Lender, parts);
            var media = new MediaLibrary(Path.Combine(settings.Folders.Data, "media"), partners.Channels, store, secrets.Sealer);
            var operations = OperationsOf(settings, partners, leads, media, parts);
            var shelf = FlowCatalog.Load(settings.Folders.Flows, operations.Values.Select(operation => operation.Contract));
            shelf.ThrowIfFaulty();

            // One host has an SQLite file: whoever began something before is gone, and its work is found out about at once.
            await store.ReleaseLeasesAsync(outbox.Owner, clock.GetUtcNow(), CancellationToken.None);
            return new(partners, parts, shelf, leads, media, operations);
        }
        catch
        {
            partners.Dispose();
            if (store is not null) await store.DisposeAsync();
            if (standIn is not null) await standIn.DisposeAsync();
            throw;
        }
    }

    /// <summary>What flows may call, for commands that only read flows: wired on a database in a temporary folder, and let go.</summary>
    public static async Task<IReadOnlyList<OperationContract>> ContractsAsync(BotSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("bot-contracts-");
        try
        {
            using var partners = new PartnerWiring(settings, settings.Listen.Loopback + "sandbox", TimeProvider.System);
            var (secrets, outbox, observer) = (new Secrets("contracts"), new OutboxSettings { Owner = "contracts" }, new Observers([]));
            await using var store = SqliteStore.Open(new() { Path = Path.Combine(folder.FullName, "bot.db") }, secrets.Sealer, TimeProvider.System);
            var parts = new EngineParts(store, secrets, new(store, partners.Channels, outbox, TimeProvider.System, observer), outbox, TimeProvider.System, observer, NullLoggerFactory.Instance);
            var leads = LeadParts.Of(HomiOptions.Of(settings, outbox.Owner), partners.Lender, parts);
            return [.. OperationsOf(settings, partners, leads, new MediaLibrary(Path.Combine(settings.Folders.Data, "media"), partners.Channels, store, secrets.Sealer), parts).Values.Select(operation => operation.Contract)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (Parts.StandIn is { } standIn) await standIn.DisposeAsync();
        _partners.Dispose();
    }

    /// <summary>Another database than the settings', by its URL, read with the same key. It has to be there.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be used.</exception>
    public static async Task<IStore> OpenStoreAsync(BotSettings settings, string url)
    {
        return await DatabaseSettings.Of(url, settings.Folders.Working).Address.OpenAsync(SecretsOf(settings).Sealer, TimeProvider.System);
    }

    public static Secrets SecretsOf(BotSettings settings) => new(settings.SecretKey.Length > 0 ? settings.SecretKey : SecretKeyFile.LoadOrCreate(settings.Folders.Data));

    /// <summary>What flows may call: one readable list.</summary>
    private static IReadOnlyDictionary<string, Operation> OperationsOf(BotSettings settings, PartnerWiring partners, LeadParts leads, MediaLibrary media, EngineParts parts)
    {
        var loginCodes = new OneTimeCodeService("login", SendLoginCode.Policy, parts.Store, parts.Secrets, parts.Clock);
        IEnumerable<Operation> shauryapay = ShauryapayOperations.All(partners.Shauryapay, media);
        if (settings.Shauryapay.Mode == PartnerMode.Off) shauryapay = shauryapay.Select(operation => new AbsentOperation(operation.Contract));
        var (agents, reservations) = (new AgentRepository(parts.Store, parts.Secrets), new TagReservations(new(parts.Store), parts.Store));
        var records = new FastagRecords(agents, new(parts.Store, parts.Secrets), reservations, parts.Clock);
        Operation[] all =
        [
            new SendLoginCode(loginCodes, partners.Sms, SendLoginCode.DefaultText),
            new VerifyLoginCode(loginCodes),
            new SendLeadCode(leads.FlowCodes, leads.Messenger),
            new VerifyLeadCode(leads.FlowCodes),
            new IsOwnNumber(),
            new CreateLead(leads.Desk, parts.Clock),
            new AskLeadStatus(leads.Enquiry),
            new ReserveTag(reservations, agents, parts.Clock),
            .. shauryapay,
        ];
        return all.Decorated([records]);
    }
}

/// <summary>What every part of the engine stands on.</summary>
/// <param name="StandIn">Where the database may be away for a while; null where it is a file here.</param>
internal sealed record EngineParts(IStore Store, Secrets Secrets, OutboxWriter Postbox, OutboxSettings Outbox, TimeProvider Clock, IEngineObserver Observer, ILoggerFactory Logs, LocalFallback? StandIn = null);

/// <summary>The services of the lead area, shared by the HTTP API and the flows.</summary>
internal sealed record LeadParts(HomiOptions Options, ICodeMessenger Messenger, ILeadNotices Notices, LeadService Desk, LeadEnquiry Enquiry, OneTimeCodeService FlowCodes, OneTimeCodeService ApiCodes, FallbackCodes? StandIn = null)
{
    public static LeadParts Of(HomiOptions options, ILeadPartner lender, EngineParts parts)
    {
        var notices = new LeadNotices(options.Created, options.Status, parts.Postbox, parts.Clock);
        var policy = new OneTimeCodeOptions { Expiry = options.CodeExpiry, ResendAfter = options.ResendAfter }.WhatsAppPolicy;
        return new(
            options,
            new CodeMessages(options.Code, parts.Postbox, parts.Clock),
            notices,
            new(lender, parts.Store, parts.Secrets, notices, parts.Store.BuryAsync, options.Desk, parts.Clock, parts.Observer),
            new(lender, parts.Store, parts.Secrets, notices, parts.Clock, parts.Observer),
            new(CodePurpose.Lead, policy, parts.Store, parts.Secrets, parts.Clock),
            new(CodePurpose.Api, policy, parts.Store, parts.Secrets, parts.Clock),
FallbackOf(options, policy, parts));
    }

    private static FallbackCodes? FallbackOf(HomiOptions options, CodePolicy policy, EngineParts parts)
    {
        if (parts.StandIn is not { } local) return null;

        var records = new FallbackCodeRecords(local.Records, local.RecordLists);
        return new(local, records, new(CodePurpose.Api, policy, records, parts.Secrets, parts.Clock), new CodeMessages(options.Code, local.Outbox, parts.Clock), parts.Store, parts.Clock);
    }
}
