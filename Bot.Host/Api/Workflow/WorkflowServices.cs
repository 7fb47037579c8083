using Bot.Host.History;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Api.Workflow;

/// <summary>The area's services.</summary>
internal static class WorkflowServices
{
    /// <remarks><see cref="WorkflowTurns"/> has to be one of the engine's observers.</remarks>
    public static IServiceCollection AddWorkflow(this IServiceCollection services)
    {
        services.TryAddSingleton<WorkflowTurns>();
        services.TryAddSingleton(new WorkflowOptions());
        return services.AddSessionFlows().AddSingleton<WorkflowHistory>().AddSingleton<WorkflowParts>().AddSingleton<WorkflowService>();
    }
}
