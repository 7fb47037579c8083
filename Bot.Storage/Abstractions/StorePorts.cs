using Bot.Engine.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bot.Storage.Abstractions;

/// <summary>The ports that every store registers.</summary>
internal static class StorePorts
{
    /// <summary>Registers one store object under every port it implements, and its opening as the first thing a host does.</summary>
    /// <typeparam name="TStore">Registered already. Its disposal comes once for each port, so it takes a second one.</typeparam>
    public static IServiceCollection AddPortsOf<TStore>(this IServiceCollection services)
        where TStore : class, IStore => services
        .AddSingleton<IStore>(provider => provider.GetRequiredService<TStore>())
        .AddSingleton<IConversationStore>(provider => provider.GetRequiredService<TStore>())
        .AddSingleton<IConversationLists>(provider => provider.GetRequiredService<TStore>())
        .AddSingleton<IConversationInspector>(provider => provider.GetRequiredService<TStore>())
        .AddSingleton<IRecordStore>(provider => provider.GetRequiredService<TStore>())
        .AddSingleton<IRecordLists>(provider => provider.GetRequiredService<TStore>())
        .AddSingleton<IHostedService>(provider => new StoreOpening(provider.GetRequiredService<IStoreOpener>()));
}
