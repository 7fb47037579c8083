using Bot.Engine.Abstractions;
using Bot.Engine.InMemory;

namespace Bot.Tests.Compliance;

/// <summary>The store that embedders begin with owes what every store owes, but for the end of its process.</summary>
public sealed class InMemoryStoreCompliance : StoreCompliance
{
    private InMemoryStore? _store;

    internal override Task<(IConversationStore Store, IRecordStore Records, IAsyncDisposable Opened)> OpenAsync()
    {
        // Opening it again finds what the same process holds.
        _store ??= new(Clock);
        return Task.FromResult<(IConversationStore, IRecordStore, IAsyncDisposable)>((_store, _store, new Closing()));
    }

    private sealed class Closing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
