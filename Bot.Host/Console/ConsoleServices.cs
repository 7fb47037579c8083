using Bot.Host.Access;
using Bot.Host.Reloading;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Console;

/// <summary>The console's services. Where a <see cref="SandboxWorld"/> is served too, its phones can be played.</summary>
internal static class ConsoleServices
{
    /// <remarks>The feed's <see cref="ConsoleObserver"/> has to be one of the engine's observers.</remarks>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.TryAddSingleton(FeedOf);
        services.AddScheme<ConsoleHandler>(ConsoleHandler.SchemeName);
        return services
            .AddSingleton<ConsoleStream>()
            .AddSingleton<MachineView>()
            .AddSingleton<ConsolePhones>()
            .AddSingleton<PhoneFork>()
            .AddSingleton(provider =>
                new ReplaySaver(provider.GetRequiredService<ConsoleFeed>(), provider.GetRequiredService<SandboxWorld>(),
                    provider.GetRequiredService<TimeProvider>(), provider.OptionsOf<FolderOptions>().Flows));
    }

    /// <summary>The feed, which is told of edited flows where they are looked at.</summary>
    private static ConsoleFeed FeedOf(IServiceProvider provider)
    {
        var feed = new ConsoleFeed(provider.GetRequiredService<TimeProvider>());
        if (provider.GetService<FlowReload>() is { } reload) reload.Attempted += report => feed.Add("", new ConsoleEvent.Edited([.. report.Faults]));
        return feed;
    }
}
