using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Host.Settings;

namespace Bot.Host.Wiring;

/// <summary>The flows with their messages, loaded and checked as one whole against the operations they may call.</summary>
internal static class FlowServices
{
    public static IServiceCollection AddFlows(this IServiceCollection services) => services
        .AddSingleton(all => FlowCatalog.Load(all.OptionsOf<FolderOptions>().Flows, all.GetServices<Operation>().Select(operation => operation.Contract)))
        .AddSingleton(all => all.GetRequiredService<FlowCatalog>().Flows)
        .AddSingleton(all => all.GetRequiredService<FlowCatalog>().Catalogue)
        .AddSingleton(all => all.GetRequiredService<FlowCatalog>().Vocabulary)
        .AddSingleton(all => all.GetRequiredService<FlowCatalog>().Renderer)
        .AddSingleton<IVocabulary>(all => all.GetRequiredService<FlowCatalog>().Vocabulary)
        .AddSingleton<IMessageRenderer>(all => all.GetRequiredService<FlowCatalog>().Renderer);
}
