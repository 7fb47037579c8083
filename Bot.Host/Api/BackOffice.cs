using Bot.Engine.Operations.Tags;
using Bot.Engine.Ports;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Host.Api.Agents;
using Bot.Host.Api.Fastags;
using Bot.Host.Api.Resources;
using Bot.Host.Api.Sessions;
using Bot.Host.Api.Vehicles;

namespace Bot.Host.Api;

/// <summary>The FASTag back office: agents, sessions, vehicles and tags. Every endpoint wants a key with the scope <c>fastag</c>.</summary>
internal static class BackOffice
{
    /// <summary>Needs what <see cref="Wiring.EngineServices.AddEngine"/> adds.</summary>
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .AddSingleton<IVehicleCatalogue, BuiltInVehicles>()
        .AddSingleton<AgentBook>()
        .AddSingleton<VehicleBook>()
        .AddSingleton<TagBook>()
        .AddSingleton<TagHolds>()
        .AddSingleton<RecordPages>()
        .AddSingleton<AgentEndpoints>()
        .AddSingleton<VehicleEndpoints>()
        .AddSingleton<FastagShelf>()
        .AddSingleton<FastagEndpoints>()
        .AddSingleton<LedgerEndpoints>()
        .AddSingleton<SessionShelf>()
        .AddSingleton<SessionEndpoints>()
        .AddSingleton<SessionDirection>();

    public static IEndpointRouteBuilder MapBackOffice(this IEndpointRouteBuilder routes) => routes.MapAgents().MapSessions().MapVehicles().MapFastags();
}
