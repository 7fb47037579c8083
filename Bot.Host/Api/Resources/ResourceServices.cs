using Bot.Gateways.Partners.Shauryapay;
using Bot.Products.Fastag;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Api.Resources;

/// <summary>The records that several areas of the back office share.</summary>
internal static class ResourceServices
{
    public static IServiceCollection AddResources(this IServiceCollection services)
    {
        services.TryAddSingleton<IVehicleCatalogue, BuiltInVehicles>();
        services.TryAddSingleton<AgentRepository>();
        services.TryAddSingleton<VehicleRepository>();
        services.TryAddSingleton<TagRepository>();
        services.TryAddSingleton<TagReservations>();
        services.TryAddSingleton<RecordPages>();
        return services;
    }
}
