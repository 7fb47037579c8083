using Bot.Engine.Flows;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Bench.Chaos;

/// <summary>The product's own flows, loaded once for all simulations.</summary>
public sealed class ChaosFlows : IAsyncLifetime
{
    internal FlowCatalog Shelf { get; private set; } = null!;

    internal IReadOnlyList<OperationContract> Contracts { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Contracts = await HostComposition.ContractsAsync();
        Shelf = FlowCatalog.Load(Repository.Flows, Contracts);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
