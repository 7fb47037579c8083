using Bot.Storage;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Postgres;

[Collection(PostgresTests.Name)]
public sealed class PostgresStoreCopyTests(PostgresServer server, PostgresDatabase database) : StoreCopyCase, IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task Everything_goes_to_PostgreSQL_and_comes_back()
    {
        var shared = DatabaseUrl.Parse(await database.EmptyAsync(server), "/");
        await CopyAsync(Address("litedb", "from.db"), shared);
        (await StoreCopy.RunAsync(shared, Address("sqlite", "back.db"), Sealer, Clock, _ => Task.CompletedTask, default)).Sum(table => table.Rows).Should().BeGreaterThan(0);
    }
}
