using Bot.Host.Settings;
using Bot.Host.Webhooks;

namespace Bot.Host.Reloading;

/// <summary>Hot reload in a container.</summary>
internal static class ReloadServices
{
    /// <summary>Registers it in Development; nothing anywhere else.</summary>
    public static IServiceCollection AddFlowReload(this IServiceCollection services, IConfiguration configuration) =>
        !DeploymentOptions.Of(configuration).IsDevelopment ? services : services.AddSingleton<FlowReload>()
            .AddSingleton<IEditedFlows>(all => all.GetRequiredService<FlowReload>()).AddHostedService<FlowReloadWorker>();
}
