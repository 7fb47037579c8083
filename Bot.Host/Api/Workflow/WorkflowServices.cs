using Bot.Host.Wiring;

namespace Bot.Host.Api.Workflow;

/// <summary>The area's services.</summary>
internal static class WorkflowServices
{
    public static IServiceCollection AddWorkflow(this IServiceCollection services, WorkflowOptions? options = null) => services
        .AddSingleton(options ?? new())
        .AddObserver<WorkflowTurns>()
        .AddSingleton<WorkflowWords>()
        .AddSingleton<WorkflowParts>()
        .AddSingleton<WorkflowService>();
}
