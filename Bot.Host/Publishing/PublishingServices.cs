using Bot.Engine.Abstractions;
using Bot.Engine.Versions;
using Bot.Host.Access;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Publishing;

/// <summary>Versions of flows in a container.</summary>
internal static class PublishingServices
{
    /// <summary>Registers what makes and carries out plans; with <c>FLOWS_FROM=database</c> also what runs conversations on what is published.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<AuditTrail>();
        services.AddSingleton<VersionRegister>().AddSingleton<SessionCensus>().AddSingleton<PlanRecords>().AddSingleton<PlanRehearsal>();
        services.AddSingleton<PlanMaker>();
        services.AddSingleton<IVersionTrial, TrialProcess>().AddSingleton<PlanWork>().AddHostedService(all => all.GetRequiredService<PlanWork>());
        services.AddHostedService<PlanPruner>();
        services.AddSingleton(all => ActivatorUtilities.CreateInstance<Publisher>(all, all.OptionsOf<PublishingOptions>().Approvals));
        if (!IsOn(configuration)) return services.AddSingleton<IBeforeStart, VersionsBeside>();

        return services
            .AddSingleton<PublishedFlows>()
            .AddSingleton<IFlowVersions>(all => all.GetRequiredService<PublishedFlows>())
            .AddSingleton<IBeforeStart>(all => all.GetRequiredService<PublishedFlows>())
            .AddHostedService(all => all.GetRequiredService<PublishedFlows>());
    }

    /// <summary>Whether conversations run on versions of the database.</summary>
    public static bool IsOn(IConfiguration configuration) => PublishingOptions.Of(configuration).From == FlowSource.Database;

    /// <summary>What makes and carries out plans, on a store that a command has opened.</summary>
    /// <param name="clock">The one that hosts on the store go by.</param>
    public static PublishingTools On(IStore store, IConfiguration configuration, TimeProvider clock)
    {
        var register = new VersionRegister(store, store, clock);
        var census = new SessionCensus(store, store);
        var kept = new PlanRecords(store, store, clock);
        var rehearsal = new PlanRehearsal(store, new(SettingTables.SecretsIn(configuration)));
        var plans = new PlanMaker(configuration, register, census, kept, rehearsal, clock);
        var audit = new AuditTrail(store, store, clock);
        var approvals = PublishingOptions.Of(configuration).Approvals;
        return new(register, census, plans, new(register, plans, kept, census, store, audit, clock, approvals));
    }
}

/// <summary>What commands publish with.</summary>
internal sealed record PublishingTools(VersionRegister Register, SessionCensus Census, PlanMaker Plans, Publisher Publisher);
