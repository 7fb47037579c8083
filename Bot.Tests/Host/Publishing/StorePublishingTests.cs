using Bot.Tests.Support;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Host.Publishing;

/// <summary>A host on LiteDB.</summary>
public sealed class LiteDbPublishingHost : PublishingHost, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>($"litedb:///{Path.Combine(_folder.Path, "bot.db")}");

    public void Dispose() => _folder.Dispose();
}

/// <summary>Publishing on LiteDB.</summary>
public sealed class LiteDbPublishingTests(LiteDbPublishingHost host) : PublishingSuite(host), IClassFixture<LiteDbPublishingHost>;

/// <summary>Hosts on one PostgreSQL.</summary>
public sealed class PostgresPublishingHost(PostgresServer server) : PublishingHost
{
    private string? _database;

    private protected override bool IsRun => PostgresInstallation.Skip is null;

    private protected override async Task<string?> DatabaseAsync() => _database ??= await server.CreateDatabaseAsync();
}
