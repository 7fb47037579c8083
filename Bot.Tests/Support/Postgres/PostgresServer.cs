using Bot.Bench.Hosts;
using Bot.Storage.Postgres;
using Npgsql;

namespace Bot.Tests.Support.Postgres;

/// <summary>The one PostgreSQL server of this test run.</summary>
/// <remarks>Without fsync: tests kill the server, never the machine under it.</remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>Seconds.</summary>
    private const int Patience = 60;

    private PostgresCluster? _cluster;
    private int _databases;

    public async Task InitializeAsync()
    {
        if (PostgresInstallation.Skip is null) _cluster = await PostgresCluster.StartAsync("fsync=off");
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>; returns when it takes connections.</summary>
    public Task StartAsync() => Cluster.StartAsync();

    /// <summary>Stops it as a crash does: every connection is cut, what was not committed is lost.</summary>
    public Task StopAsync() => Cluster.StopAsync();

    public int Port => Cluster.Port;

    /// <summary>A new, empty database.</summary>
    public Task<string> CreateDatabaseAsync() => Cluster.CreateDatabaseAsync($"test{Interlocked.Increment(ref _databases)}");

    /// <summary>Takes everything out of a database.</summary>
    public Task EmptyAsync(string url) => ExecuteAsync(url, "drop schema public cascade; create schema public");

    public Task ExecuteAsync(string url, string sql) => Cluster.ExecuteAsync(url[(url.LastIndexOf('/') + 1)..], sql);

    /// <summary>As the product reads it, but with patience: a machine at work may stand still for longer than a webhook may wait.</summary>
    internal static PostgresConnection Options(string url)
    {
        if (!PostgresConnection.TryParse(url, out var options, out var fault)) throw new InvalidOperationException(fault);

        var patient = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Timeout = Patience, CommandTimeout = Patience };
        return options with { ConnectionString = patient.ToString() };
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    private PostgresCluster Cluster => _cluster ?? throw new InvalidOperationException(PostgresInstallation.Absent);
}

/// <summary>The test classes that share the one server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
