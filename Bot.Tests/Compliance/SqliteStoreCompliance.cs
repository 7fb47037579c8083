using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;

namespace Bot.Tests.Compliance;

public sealed class SqliteStoreCompliance : ListedStoreCompliance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-").FullName;

    internal override Task<(IConversationStore Store, IRecordStore Records, IAsyncDisposable Opened)> OpenAsync()
    {
        var store = SqliteStore.Open(new() { Path = Path.Combine(_folder, "bot.db") }, new Secrets("a secret of the tests").Sealer, Clock);
        return Task.FromResult<(IConversationStore, IRecordStore, IAsyncDisposable)>((store, store, store));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
