using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

[OnPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresPersonErasureCompliance(PostgresServer server, PostgresDatabase database) : PersonErasureCompliance, IClassFixture<PostgresDatabase>
{
    private string? _url;

    internal override async Task<IStore> OpenAsync()
    {
        _url ??= await database.EmptyAsync(server);
        return await PostgresStore.OpenAsync(PostgresServer.Options(_url), Sealer, Clock);
    }
}
