using Bot.Engine.Abstractions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

[OnPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresStoreCompliance(PostgresServer server, PostgresDatabase database) : StoreListsCompliance, IClassFixture<PostgresDatabase>
{
    private string? _url;

    internal override async Task<(IConversationStore Store, IRecordStore Records, IAsyncDisposable Opened)> OpenAsync()
    {
        _url ??= await database.EmptyAsync(server);
        var store = await PostgresStore.OpenAsync(PostgresServer.Options(_url), new Secrets("a secret of the tests").Sealer, Clock);
        return (store, store, store);
    }
}
