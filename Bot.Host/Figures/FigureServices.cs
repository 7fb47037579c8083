using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Figures;

/// <summary>Figures of flows, in a container.</summary>
internal static class FigureServices
{
    /// <summary>Registers them once, however many areas tell of them.</summary>
    public static IServiceCollection AddFlowFigures(this IServiceCollection services)
    {
        services.TryAddSingleton<RejectRules>();
        services.TryAddSingleton<FigureRecords>();
        services.TryAddSingleton<FigureCounter>();
        return services;
    }
}
