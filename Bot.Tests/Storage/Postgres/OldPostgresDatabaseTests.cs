using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Postgres;

/// <summary>The conversations of <see cref="OldDatabaseTests"/>, begun by the same build on PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class OldPostgresDatabaseTests(PostgresServer server)
{
    public static TheoryData<string> Conversations => OldDatabase.Conversations;

    [PostgresTheory]
    [MemberData(nameof(Conversations))]
    public async Task An_open_conversation_goes_on(string file)
    {
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync(database, await File.ReadAllTextAsync(OldDatabase.PostgresDump));

        (await OldDatabase.PlayAsync(file, database, OldDatabase.PostgresEnd)).Should().BeNull();
    }
}
