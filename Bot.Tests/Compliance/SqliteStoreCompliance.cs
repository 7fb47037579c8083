using Bot.Engine.Ports;
using Bot.Host.Storage;
using Bot.Host.Storage.Sqlite;
using Bot.Tests.Support;

namespace Bot.Tests.Compliance;

public sealed class SqliteStoreCompliance : StoreCompliance
{
    private readonly TemporaryFolder _folder = new();

    internal override Task<(IConversationStore Store, IRecordStore Records, IAsyncDisposable Opened)> OpenAsync()
    {
        var store = SqliteStore.Open(new() { Path = Path.Combine(_folder.Path, "bot.db") }, new Secrets("a secret of the tests").Sealer, Clock);
        return Task.FromResult<(IConversationStore, IRecordStore, IAsyncDisposable)>((store, store, store));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
