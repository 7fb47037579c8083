using System.Net;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Host.Replays;

/// <summary>A bot of its own with a sandbox of its own behind real HTTP, on a database in a temporary folder. For scripted conversations and the terminal.</summary>
internal sealed class ReplayStage : IAsyncDisposable
{
    private const string Secret = "stage-secret";
    private const int WavesLimit = 10_000;

    private readonly BotSettings _settings;
    private readonly WebApplication _sandbox;
    private readonly string _sandboxUrl;
    private readonly IEngineObserver _observer;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private BotEngine _engine;

    private ReplayStage(BotSettings settings, WebApplication sandbox, string sandboxUrl, SandboxWorld world, IEngineObserver observer, string folder, TimeProvider clock, BotEngine engine) =>
        (_settings, _sandbox, _sandboxUrl, World, _observer, _folder, _clock, _engine) = (settings, sandbox, sandboxUrl, world, observer, folder, clock, engine);

    public SandboxWorld World { get; }

    public BotEngine Engine => _engine;

    /// <summary>Each channel's phone.</summary>
    public IReadOnlyDictionary<string, SimulatedPhone> Phones { get; } = new SimulatedPhone[] { new MetaPhone(Secret, PartnerWiring.SandboxPhoneNumberId), new GupshupPhone(Secret, "SandboxApp"), new InteraktPhone(Secret) }
        .ToDictionary(phone => phone.Channel, StringComparer.Ordinal);

    /// <param name="database">A database of the caller's to go on with, as in <c>DATABASE_URL</c>; null: a new one.</param>
    public static async Task<ReplayStage> OpenAsync(string flows, TimeProvider clock, IEngineObserver observer, string? database = null)
    {
        var folder = Directory.CreateTempSubdirectory("bot-stage-").FullName;
        var world = new SandboxWorld(clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var sandbox = builder.Build();
        sandbox.MapSandbox(world);
        await sandbox.StartAsync();
        var url = sandbox.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/sandbox";
        try
        {
            var settings = StageSettings.Of(folder, flows, Secret);
            if (database is not null) settings = settings with { Database = DatabaseSettings.Of(database, folder) };
            var engine = await BotEngine.OpenAsync(settings, url, clock, observer, NullLoggerFactory.Instance);
            return new(settings, sandbox, url, world, observer, folder, clock, engine);
        }
        catch
        {
            await sandbox.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Where a photo of the sandbox can be fetched.</summary>
    public string MediaUrl(string id) => $"{_sandboxUrl}/media/{id}";

    /// <summary>A provider's webhook call arrives; returns when it would be acknowledged.</summary>
    /// <exception cref="InvalidOperationException">It would have been refused.</exception>
    public async Task DeliverAsync(string channel, WebhookCall call)
    {
        var request = new WebhookRequest(call.Body, name => call.Headers.GetValueOrDefault(name, ""), _ => "");
        if (!_engine.Channels[channel].IsAuthentic(request)) throw new InvalidOperationException("The webhook would have been refused: wrong signature.");
        await _engine.Intake.DispatchAsync(_engine.Channels[channel].Read(request).Events, CancellationToken.None);
    }

    /// <summary>Works until nothing is due any more, then forgets what is only in memory: the next input reads the session from disk.</summary>
    public async Task SettleAsync()
    {
        await _engine.Pump.DrainAsync(CancellationToken.None);
        _engine.Runner.ClearCache();
    }

    /// <summary>Lets time pass, and what falls due on the way happen when it is due.</summary>
    public async Task AdvanceAsync(VirtualClock clock, TimeSpan by)
    {
        var target = clock.GetUtcNow() + by;
        for (var wave = 0; wave < WavesLimit; wave++)
        {
            var timers = await _engine.Store.DueTimersAsync(target, 1, CancellationToken.None);
            var outbox = await _engine.Store.NextOutboxDueAsync(CancellationToken.None);
            var next = timers is [var timer] && (outbox is null || timer.Due < outbox) ? timer.Due : outbox;
            if (next is null || next > target) break;

            clock.MoveTo(next.Value);
            await _engine.Timers.FireDueAsync(CancellationToken.None);
            await SettleAsync();
        }
        clock.MoveTo(target);
        await SettleAsync();
    }

    /// <summary>The process dies: only the database and the world outside remain.</summary>
    public async Task CrashAsync()
    {
        await _engine.DisposeAsync();
        _engine = await BotEngine.OpenAsync(_settings, _sandboxUrl, _clock, _observer, NullLoggerFactory.Instance);
    }

    public async Task<Session?> SessionAsync(string channel, string number) =>
        (await _engine.Store.LoadAsync(ConversationOf(channel, number), CancellationToken.None))?.Session;

    /// <summary>The conversation of a phone, by its key.</summary>
    public static string ConversationOf(string channel, string number) => InboundDispatcher.KeyOf(channel, number);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
