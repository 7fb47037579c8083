using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Engine.Loading;
using Bot.Gateways;
using Bot.Gateways.Operations;
using Bot.Host.Api.Workflow;
using Bot.Host.DirectLine;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Templates;

namespace Bot.Host.Wiring;

/// <summary>
/// Everything that runs conversations, as services. The web host, the terminal, scripted conversations, tests and benchmarks all build this, with another
/// clock, store or peers.
/// </summary>
internal static class BotServices
{
    /// <remarks>Needs a <see cref="TimeProvider"/> and logging beside it; <see cref="BotStart.OpenAsync"/> opens what it holds.</remarks>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddBotOptions(configuration)
            .AddRedactor(configuration)
            .AddStore(configuration)
            .AddFlows(configuration)
            .AddSingleton<IChannel, WorkflowChannel>()
            .AddDirectLineChannel(configuration)
            .AddEngine(DeskOptions.Of(configuration).Enabled);
        return ClusterSettings.Of(configuration).Mode == ClusterMode.Orleans ? services.AddCluster(configuration) : services;
    }

    /// <summary>The flows with their messages, and the gateways and products whose operations and input types they are checked against.</summary>
    /// <remarks>Enough to load, check and render flows, with nothing else in the container.</remarks>
    public static IServiceCollection AddFlows(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = FolderOptions.Of(configuration).Flows;
        return services.AddGateways(configuration).AddProducts(configuration).AddImageCheck().AddFlows(folder).AddMessages(folder)
            .AddHttpOperations(configuration, folder).AddSingleton<FlowCatalog>().AddSingleton<IFlowRereader>(new FlowRereader(configuration));
    }
}
