using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Host.Webhooks;
using Bot.Storage.Abstractions;
using Bot.Storage.Spool;

namespace Bot.Host.Wiring;

/// <summary>
/// A bot without its web server and without workers: its owner says when something is sent. For commands, scripted conversations, tests and benchmarks.
/// </summary>
internal sealed class HeadlessBot : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private HeadlessBot(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    public IStore Store => _services.GetRequiredService<IStore>();

    public FlowCatalog Catalog => _services.GetRequiredService<FlowCatalog>();

    public ConversationRunner Runner => _services.GetRequiredService<ConversationRunner>();

    public OutboxSettings Outbox => _services.GetRequiredService<OutboxSettings>();

    public OutboxPump Pump => _services.GetRequiredService<OutboxPump>();

    public TimerPump Timers => _services.GetRequiredService<TimerPump>();

    public InboundDispatcher Intake => _services.GetRequiredService<InboundDispatcher>();

    public Alarms Alarms => _services.GetRequiredService<Alarms>();

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, IChannel> Channels => _services.GetRequiredService<IReadOnlyDictionary<string, IChannel>>();

    /// <summary>What stands in for a database that may be away; null where it is a file here.</summary>
    public LocalFallback? Fallback => _services.GetService<LocalFallback>();

    /// <summary>Brings what was kept here to the database; null where nothing is ever kept.</summary>
    public SpoolDrainer? Drainer => _services.GetService<SpoolDrainer>();

    /// <summary>Sends what the fallback's outbox holds; null where there is none.</summary>
    public OutboxPump? FallbackPump => _services.GetKeyedService<OutboxPump>(LocalFallback.PumpKey);

    /// <summary>Builds the container and opens what it holds; see <see cref="BotStart.OpenAsync"/>.</summary>
    public static async Task<HeadlessBot> OpenAsync(IConfiguration configuration, TimeProvider clock, IEngineObserver observer,
        Action<IServiceCollection>? more = null)
    {
        var bot = new HeadlessBot(Build(configuration, clock, observer, more));
        try
        {
            await BotStart.OpenAsync(bot.Services);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public static ServiceProvider Build(IConfiguration configuration, TimeProvider clock, IEngineObserver observer, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton(observer).AddBot(configuration);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
