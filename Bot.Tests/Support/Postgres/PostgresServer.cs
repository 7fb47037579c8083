using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bot.Host.Storage.Postgres;
using Npgsql;

namespace Bot.Tests.Support.Postgres;

/// <summary>A PostgreSQL server of this test run's own: a private cluster in a temporary folder, on a free loopback port, not as root, stopped at the end.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-postgres-").FullName;
    private readonly int _port = FreePort();
    private int _databases;

    public async Task InitializeAsync()
    {
        if (PostgresInstallation.Skip is not null) return;

        if (Environment.IsPrivilegedProcess) await RunAsync("chown", ["postgres", _folder]);
        // A language's own order of letters, as hosted databases have it: what relies on the order of bytes fails here.
        await RunAsync(Program("initdb"), ["--pgdata", Data, "--username", "bot", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en", "--no-sync"], asPostgres: true);
        await StartAsync();
    }

    /// <summary>Starts it, the first time or after <see cref="StopAsync"/>; returns when it takes connections.</summary>
    /// <remarks>Without fsync: tests kill the server, never the machine under it.</remarks>
    public Task StartAsync() => RunAsync(
        Program("pg_ctl"),
        ["start", "--wait", "--silent", "--pgdata", Data, "--log", Path.Combine(_folder, "log"), "--options", $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories={_folder} -c max_connections=200 -c fsync=off"],
        asPostgres: true);

    /// <summary>Stops it as a crash does: every connection is cut, what was not committed is lost.</summary>
    public Task StopAsync() => RunAsync(Program("pg_ctl"), ["stop", "--wait", "--silent", "--pgdata", Data, "--mode", "immediate"], asPostgres: true);

    /// <summary>A new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(UrlOf("postgres"), $"create database {name}");
        return UrlOf(name);
    }

    /// <summary>Takes everything out of a database.</summary>
    public static Task EmptyAsync(string url) => ExecuteAsync(url, "drop schema public cascade; create schema public");

    internal static PostgresOptions Options(string url) =>
        PostgresOptions.TryParse(url, out var options, out var fault) ? options : throw new InvalidOperationException(fault);

    public async Task DisposeAsync()
    {
        if (PostgresInstallation.Skip is null) await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private string UrlOf(string database) => $"postgresql://bot@127.0.0.1:{_port}/{database}";

    private static string Program(string name) => Path.Combine(PostgresInstallation.Binaries ?? throw new InvalidOperationException(PostgresInstallation.Absent), name);

    private static async Task ExecuteAsync(string url, string sql)
    {
        await using var connection = new NpgsqlConnection(Options(url).Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only names that this class made.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    // The server refuses to run as root.
    private static async Task RunAsync(string program, string[] arguments, bool asPostgres = false)
    {
        var root = asPostgres && Environment.IsPrivilegedProcess;
        var start = new ProcessStartInfo(root ? "runuser" : program, root ? ["-u", "postgres", "--", program, .. arguments] : arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardError = true,
            RedirectStandardOutput = false,
        };
        using var process = Process.Start(start)!;

        // A server that was started holds the pipe open as its own, so its end is never waited for.
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(program)} {arguments[0]} failed with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The test classes that share the one server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
