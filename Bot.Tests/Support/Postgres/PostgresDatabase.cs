namespace Bot.Tests.Support.Postgres;

/// <summary>A database of a test class's own, emptied for each of its tests.</summary>
public sealed class PostgresDatabase
{
    private string? _url;

    public async Task<string> EmptyAsync(PostgresServer server)
    {
        if (_url is null) return _url = await server.CreateDatabaseAsync();

        await server.EmptyAsync(_url);
        return _url;
    }
}
