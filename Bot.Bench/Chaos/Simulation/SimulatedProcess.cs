using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Products.Consents;
using Bot.Products.Fastag;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>
/// One process of the bot: the real runner, pumps, machine, flows and operations, on what survives a crash. Everything here is forgotten when it dies.
/// </summary>
internal sealed class SimulatedProcess
{
    /// <summary>One row per fiber, and so one point at which it stands; several fibers pump at once.</summary>
    private const int RowsOfAFiber = 1;

    public SimulatedProcess(int number, SimulatedStore store, SimulatedStage stage, TimeProvider clock, IEngineObserver observer)
    {
        Number = number;
        Outbox = new() { Owner = $"process-{number.ToString(CultureInfo.InvariantCulture)}", Parallel = RowsOfAFiber };
        var sms = new LoginSmsChannel(stage.Sms, SendLoginCode.DefaultText, clock);
        var channels = stage.Channels.Append(new(sms.Name, sms)).ToDictionary(StringComparer.Ordinal);
        var outboxWriter = new OutboxWriter(store, channels, Outbox, clock, observer);
        var (messages, notices) = (new CodeMessages(new("otp"), outboxWriter, clock), new LeadNotices(new("lead-created"), new("lead-status"), outboxWriter, clock));
        var policy = new OneTimeCodeOptions().WhatsAppPolicy;
        Leads = new(stage.Lender, store, stage.Secrets, notices, store.AddDeadLetterAsync, new() { Owner = Outbox.Owner }, clock, observer);
        var loginCodes = new OneTimeCodeService("login", SendLoginCode.Policy, store, stage.Secrets, clock);
        var leadCodes = new OneTimeCodeService(CodePurpose.Lead, policy, store, stage.Secrets, clock);
        var (agents, reservations) = (new AgentRepository(store, stage.Secrets), new TagReservations(new(store), store));
        var records = new FastagRecords(agents, new(store, stage.Secrets), reservations, clock);
        var consents = new ConsentRepository(store, stage.Secrets);
        Operation[] operations =
        [
            new SendLoginCode(loginCodes, outboxWriter, clock),
            new VerifyLoginCode(loginCodes),
            new SendLeadCode(leadCodes, messages),
            new VerifyLeadCode(leadCodes),
            new IsOwnNumber(),
            new KeepConsent(consents, stage.Catalog.Renderer, clock),
            new CreateLead(Leads, consents, clock),
            new AskLeadStatus(new(stage.Lender, store, stage.Secrets, notices, clock, observer)),
            new ReserveTag(reservations, agents, clock),
            .. stage.Fastag,
        ];
        Runner = new(new(stage.Catalog.Flows, stage.Catalog.Vocabulary), store, stage.Catalog.Renderer, new(), observer);
        Pump = new(Runner, store, store, outboxWriter, new(operations.Decorated([records])), Outbox, clock, observer);
        Timers = new(Runner, store, clock, observer);
        Intake = new(Runner, store, clock, NullLogger<InboundDispatcher>.Instance);
    }

    public int Number { get; }

    public OutboxSettings Outbox { get; }

    public ConversationRunner Runner { get; }

    public OutboxPump Pump { get; }

    public TimerPump Timers { get; }

    public InboundDispatcher Intake { get; }

    public LeadService Leads { get; }
}

/// <summary>What every process stands on and no crash touches.</summary>
internal sealed record SimulatedStage(FlowCatalog Catalog, IReadOnlyDictionary<string, IChannel> Channels, ILeadPartner Lender, ISmsGateway Sms,
    IReadOnlyList<Operation> Fastag, ISecrets Secrets);

/// <summary>Hashes with a known key, and codes that count up.</summary>
internal sealed class SimulatedSecrets : ISecrets
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key for simulations only");
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    public string Hash(string purpose, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{purpose}\n{text}")));

    public string CodeFor(string name, int digits)
    {
        lock (_codes)
        {
            if (!_codes.TryGetValue(name, out var code))
                _codes[name] = code = (digits == 4 ? 1000 + (_codes.Count % 9000) : 100_000 + (_codes.Count % 900_000)).ToString(CultureInfo.InvariantCulture);
            return code;
        }
    }
}
