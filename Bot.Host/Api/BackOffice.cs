using Bot.Host.Api.Agents;
using Bot.Host.Api.Fastags;
using Bot.Host.Api.Resources;
using Bot.Host.Api.Sessions;
using Bot.Host.Api.Vehicles;
using Bot.Host.Api.Workflow;
using Bot.Host.Wiring;
using Bot.Products.Fastag;

namespace Bot.Host.Api;

/// <summary>The FASTag back office: agents, sessions, vehicles and tags. Every endpoint wants a key with the scope <c>fastag</c>.</summary>
internal static class BackOffice
{
    /// <summary>Needs what <see cref="BotServices.AddBot"/> adds.</summary>
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .AddSingleton<RecordPages>()
        .AddSingleton<AgentEndpoints>()
        .AddSingleton<VehicleEndpoints>()
        .AddSingleton<FastagRepository>()
        .AddSingleton<FastagEndpoints>()
        .AddSingleton<LedgerEndpoints>()
        .AddSingleton<SessionRepository>()
        .AddSingleton<BeginSession>(all => (agent, cancel) => BeginAsync(all.GetService<WorkflowService>(), agent, cancel))
        .AddSingleton<SessionEndpoints>()
        .AddSingleton<SessionDirection>();

    public static IEndpointRouteBuilder MapBackOffice(this IEndpointRouteBuilder routes) => routes.MapAgents().MapSessions().MapVehicles().MapFastags();

    /// <summary>As a workflow begins: the agent gets their OTP.</summary>
    private static async Task<string?> BeginAsync(WorkflowService? desk, Agent agent, CancellationToken cancel)
    {
        if (desk is null) return null;

        var answer = await desk.StartAsync(new(new Dictionary<string, string> { ["mobile_number"] = agent.Mobile }), "", cancel);
        return answer.Body.SessionId is { Length: > 0 } session ? session : null;
    }
}
