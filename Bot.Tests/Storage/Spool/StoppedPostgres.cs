using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Spool;

/// <summary>The test classes that stop their server, and so have one of their own.</summary>
[CollectionDefinition(Name)]
public sealed class StoppedPostgres : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL that is stopped";
}
