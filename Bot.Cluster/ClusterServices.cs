using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Cluster;

/// <summary>Registers the cluster.</summary>
public static class ClusterServices
{
    /// <summary>
    /// Makes this host one of several that hold conversations, each by one of them: <see cref="IConversationRouter"/> and <see
    /// cref="IWorkDivision"/>, which the engine asks, <see
    /// cref="ClusterStatus"/>, and the hosted service that joins and leaves.
    /// </summary>
    /// <remarks>Consumes the engine, logging, and <see cref="ISecrets"/> where there is one. Nothing waits for the cluster: a host that cannot join handles
    /// what it receives, and tries again.</remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets at least <see cref="ClusterOptions.ConnectionString"/>, with tables that the PostgreSQL store has made.</param>
    public static IServiceCollection AddConversationCluster(this IServiceCollection services, Action<ClusterOptions> configure)
    {
        services.AddOptions<ClusterOptions>().Configure(configure);
        return services
            .AddSingleton<ClusterStatus>()
            .AddSingleton<IWorkDivision>(all => all.GetRequiredService<ClusterStatus>())
            .AddSingleton(all => new GrainRouter(all.GetRequiredService<ILogger<GrainRouter>>(), all.GetService<ISecrets>()))
            .AddSingleton<IConversationRouter>(all => all.GetRequiredService<GrainRouter>())
            .AddHostedService<ClusterWorker>();
    }
}
