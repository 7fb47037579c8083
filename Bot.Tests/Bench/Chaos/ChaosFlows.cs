using Bot.Engine.Flows;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Bench.Chaos;

/// <summary>The product's own flows, loaded once for all simulations.</summary>
public sealed class ChaosFlows : IDisposable
{
    private readonly ServiceProvider _services = FlowTools.Open(Repository.Flows);

    internal FlowCatalog Catalog => _services.GetRequiredService<FlowCatalog>();

    internal IReadOnlyList<OperationContract> Contracts => [.. _services.GetServices<OperationContract>()];

    public void Dispose() => _services.Dispose();
}
