using Bot.Bench.Chaos.Simulation;
using Bot.Engine.Abstractions;

namespace Bot.Tests.Compliance;

/// <summary>The store of the simulated crashes owes what every store owes, or its findings would mean nothing.</summary>
public sealed class SimulatedStoreCompliance : StoreCompliance
{
    private SimulatedStore? _store;

    internal override Task<(IConversationStore Store, IRecordStore Records, IAsyncDisposable Opened)> OpenAsync()
    {
        // What it holds outlives the process that uses it.
        _store ??= new(new NoStops(), Clock);
        return Task.FromResult<(IConversationStore, IRecordStore, IAsyncDisposable)>((_store, _store, new Closing()));
    }

    private sealed class Closing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
