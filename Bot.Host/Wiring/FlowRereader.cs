using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Wiring;

/// <summary>Reads another folder of flows with the settings of this installation, in a container of its own.</summary>
internal sealed class FlowRereader(IConfiguration configuration) : IFlowRereader
{
    public IReadOnlyList<Issue> Read(string folder)
    {
        var services = new ServiceCollection().AddFlows(FolderOptions.With(configuration, folder));
        services.RemoveAll<IFlowRereader>();
        using var read = services.BuildServiceProvider();
        return read.GetRequiredService<FlowLibrary>().Issues;
    }
}
