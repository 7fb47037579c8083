using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support.Postgres;
using Npgsql;

namespace Bot.Tests.Compliance;

[OnPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresKeyRotationCompliance(PostgresServer server, PostgresDatabase database) : KeyRotationCompliance, IClassFixture<PostgresDatabase>
{
    private string? _url;

    internal override async Task<IStore> OpenAsync(Sealer sealer)
    {
        _url ??= await database.EmptyAsync(server);
        return await PostgresStore.OpenAsync(PostgresServer.Options(_url), sealer, Clock);
    }

    internal override async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.Options(_url!).ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only texts of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
