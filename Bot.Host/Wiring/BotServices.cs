using Bot.Engine.Abstractions;
using Bot.Gateways;
using Bot.Host.Api.Workflow;
using Bot.Host.Settings;

namespace Bot.Host.Wiring;

/// <summary>
/// Everything that runs conversations, as services. The web host, the terminal, scripted conversations, tests and benchmarks all build this, with another
/// clock, store or peers.
/// </summary>
internal static class BotServices
{
    /// <remarks>Needs a <see cref="TimeProvider"/> and logging beside it; <see cref="BotStart.OpenAsync"/> opens what it holds.</remarks>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration) => services
        .AddBotOptions(configuration)
        .AddGateways(configuration)
        .AddSingleton<IChannel, WorkflowChannel>()
        .AddStore(configuration)
        .AddProducts(configuration)
        .AddFlows()
        .AddEngine();
}
