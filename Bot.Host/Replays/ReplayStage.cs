using System.Net;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Host.Access;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Bot.Host.Replays;

/// <summary>
/// A bot of its own with a sandbox of its own behind real HTTP, on a database in a temporary folder. For scripted conversations and the terminal.
/// </summary>
internal sealed class ReplayStage : IAsyncDisposable
{
    internal const string Secret = "stage-secret";
    private const int WavesLimit = 10_000;

    private readonly IConfiguration _configuration;
    private readonly WebApplication _sandbox;
    private readonly string _sandboxUrl;
    private readonly IEngineObserver _observer;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Action<IServiceCollection>? _more;
    private HeadlessBot _bot;

    private ReplayStage(IConfiguration configuration, WebApplication sandbox, string sandboxUrl, SandboxWorld world, IEngineObserver observer, string folder,
        TimeProvider clock, Action<IServiceCollection>? more, HeadlessBot bot) =>
        (_configuration, _sandbox, _sandboxUrl, World, _observer, _folder, _clock,
            _more, _bot) = (configuration, sandbox, sandboxUrl, world, observer, folder, clock, more, bot);

    public SandboxWorld World { get; }

    /// <summary>How calls come back that the script says itself.</summary>
    public GivenCalls Given { get; private init; } = new();

    public HeadlessBot Bot => _bot;

    /// <summary>Each channel's phone.</summary>
    public IReadOnlyDictionary<string, SimulatedPhone> Phones =>
        _bot.Services.GetServices<SimulatedPhone>().ToDictionary(phone => phone.Channel, StringComparer.Ordinal);

    /// <param name="settings">Further settings by their flat names.</param>
    /// <param name="database">A database of the caller's to go on with, as in <c>DATABASE_URL</c>; null: a new one.</param>
    /// <param name="more">Services besides, which win.</param>
    public static async Task<ReplayStage> OpenAsync(string flows, TimeProvider clock, IEngineObserver observer, string? database = null,
        IReadOnlyList<(string Name, string Value)>? settings = null, Action<IServiceCollection>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("bot-stage-").FullName;
        var world = new SandboxWorld(clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var sandbox = builder.Build();
        sandbox.MapGroup("").ForLocalCallers().MapSandbox(world);
        await sandbox.StartAsync();
        var url = sandbox.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/sandbox";
        try
        {
            (string, string)[] own = database is null ? [] : [("DATABASE_URL", database)];
            var configuration = StageConfiguration.Of(folder, flows, Secret, url, [.. settings ?? [], .. own]);
            var given = new GivenCalls();
            return new(configuration, sandbox, url, world, observer, folder, clock, more,
                await StartAsync(configuration, clock, observer, given, more))
            { Given = given };
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
        if (!_bot.Channels[channel].IsAuthentic(request)) throw new InvalidOperationException("The webhook would have been refused: wrong signature.");
        await _bot.Channels[channel].RememberAsync(request, CancellationToken.None);
        await _bot.Intake.DispatchAsync(_bot.Channels[channel].Read(request).Events, CancellationToken.None);
    }

    /// <summary>Works until nothing is due any more, then forgets what is only in memory: the next input reads the session from disk.</summary>
    public async Task SettleAsync()
    {
        await _bot.Pump.DrainAsync(CancellationToken.None);
        _bot.Runner.ClearCache();
    }

    /// <summary>The same; the clock moves on while nothing but the pace of sending holds a message back, so that a long script does not stop for it.</summary>
    public async Task SettleAsync(VirtualClock clock)
    {
        await SettleAsync();
        for (var wave = 0; wave < WavesLimit && _bot.Pump.HeldUntil is { } due && due > clock.GetUtcNow(); wave++)
        {
            clock.MoveTo(due);
            await _bot.Timers.FireDueAsync(CancellationToken.None);
            await SettleAsync();
        }
    }

    /// <summary>Lets time pass, and what falls due on the way happen when it is due.</summary>
    public async Task AdvanceAsync(VirtualClock clock, TimeSpan by)
    {
        var target = clock.GetUtcNow() + by;
        for (var wave = 0; wave < WavesLimit; wave++)
        {
            var timers = await _bot.Store.DueTimersAsync(target, 1, CancellationToken.None);
            var outbox = await _bot.Store.NextOutboxDueAsync(CancellationToken.None);
            var next = timers is [var timer] && (outbox is null || timer.Due < outbox) ? timer.Due : outbox;
            if (next is null || next > target) break;

            clock.MoveTo(next.Value);
            await _bot.Timers.FireDueAsync(CancellationToken.None);
            await SettleAsync();
        }
        clock.MoveTo(target);
        await SettleAsync();
    }

    /// <summary>The process dies: only the database and the world outside remain.</summary>
    public async Task CrashAsync()
    {
        await _bot.DisposeAsync();
        _bot = await StartAsync(_configuration, _clock, _observer, Given, _more);
    }

    public async Task<Session?> SessionAsync(string channel, string number) =>
        (await _bot.Store.LoadAsync(ConversationOf(channel, number), CancellationToken.None))?.Session;

    /// <summary>The conversation of a phone, by its key.</summary>
    public static string ConversationOf(string channel, string number) => InboundDispatcher.KeyOf(channel, number);

    private static Task<HeadlessBot> StartAsync(IConfiguration configuration, TimeProvider clock, IEngineObserver observer, GivenCalls given,
        Action<IServiceCollection>? more) =>
        HeadlessBot.OpenAsync(configuration, clock, observer, services =>
        {
            services.AddSandboxPhones();
            services.AddSingleton<IOperationDecorator>(given);
            more?.Invoke(services);
        });

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
