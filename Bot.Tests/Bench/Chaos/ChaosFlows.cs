using Bot.Engine.Flows;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Bench.Chaos;

/// <summary>The product's own flows, loaded once for all simulations.</summary>
public sealed class ChaosFlows : IAsyncLifetime
{
    internal FlowCatalog Shelf { get; private set; } = null!;

    internal IReadOnlyList<OperationContract> Contracts { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bot-").FullName;
        Contracts = await FlowTools.ContractsAsync();
        Directory.Delete(folder, recursive: true);
        Shelf = FlowCatalog.Load(Repository.Flows, Contracts);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
