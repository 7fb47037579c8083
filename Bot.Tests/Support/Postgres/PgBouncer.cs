using System.Diagnostics;
using Bot.Bench.Hosts;
using Npgsql;

namespace Bot.Tests.Support.Postgres;

/// <summary>The real pooler before the test run's server, in transaction mode: every transaction may get another connection.</summary>
internal sealed class PgBouncer : IDisposable
{
    /// <summary>Connections to the server that all clients share.</summary>
    private const int Connections = 2;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = PostgresCluster.FreePort();
    private Process? _process;

    /// <summary>The same database through the pooler.</summary>
    public string UrlOf(string url) => $"postgresql://bot@127.0.0.1:{_port}/{url[(url.LastIndexOf('/') + 1)..]}";

    /// <summary>Returns when it takes connections.</summary>
    public static async Task<PgBouncer> StartAsync(PostgresServer server)
    {
        var pooler = new PgBouncer();
        var file = Path.Combine(pooler._folder.Path, "pgbouncer.ini");
        await File.WriteAllTextAsync(file, $"""
            [databases]
            * = host=127.0.0.1 port={server.Port} user=bot
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {pooler._port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = {Connections}
            """);
        if (Environment.IsPrivilegedProcess) SystemProgram.Run("chown", "-R", "postgres", pooler._folder.Path);
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "postgres"] : [];
        pooler._process = Process.Start(new ProcessStartInfo("pgbouncer", ["-q", .. user, file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        pooler._process.BeginErrorReadLine();
        pooler._process.BeginOutputReadLine();
        await Eventually.Holds(() => pooler.TakesConnectionsAsync());
        return pooler;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> TakesConnectionsAsync()
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={_port};Username=bot;Database=postgres;Pooling=false;No Reset On Close=true");
        try
        {
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException) when (_process is { HasExited: false })
        {
            return false;
        }
    }
}

/// <summary>A test behind the real PgBouncer; skipped with its reason where that or PostgreSQL is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgBouncerFactAttribute : FactAttribute
{
    private static readonly string[] Places = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"];

    public PgBouncerFactAttribute() => Skip = PostgresInstallation.Skip ?? (Places.Any(File.Exists) || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "PgBouncer is not installed: apt-get install pgbouncer");
}
