using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Bot.Bench.Hosts;

/// <summary>
/// A PostgreSQL server of this run's own: a private cluster in a temporary folder, on a free loopback port, not as root, stopped and removed at the end.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-postgres-").FullName;
    private readonly int _port = FreePort();

    private readonly string _address;

    private PostgresCluster(string address, string[] settings) => (_address, _settings) = (address, settings);

    public int Port => _port;

    public string UrlOf(string database) => $"postgresql://bot@{_address}:{_port}/{database}";

    /// <summary>What all of its processes have used so far, those that have ended too.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var postmaster = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
            var ticks = Ticks(postmaster, 4);
            foreach (
                var other in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
                    .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)))
            {
                if (Fields(other) is [_, var parent, ..] && parent == postmaster.ToString(CultureInfo.InvariantCulture))
                    ticks += Ticks(other, 2);
            }

            // USER_HZ is 100 wherever Linux runs.
            return TimeSpan.FromMilliseconds(ticks * 10);
        }
    }

    /// <summary>A new cluster, running.</summary>
    /// <param name="settings">What the server is started with besides: <c>fsync=off</c>.</param>
    public static Task<PostgresCluster> StartAsync(params string[] settings) => StartAtAsync("127.0.0.1", settings);

    /// <summary>The same at another address, for everybody who reaches that.</summary>
    public static async Task<PostgresCluster> StartAtAsync(string address, params string[] settings)
    {
        var cluster = new PostgresCluster(address, settings);
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", ["postgres", cluster._folder]);

        // A language's own order of letters, as hosted databases have it: what relies on the order of bytes fails here.
        await RunAsync(PostgresBinaries.Program("initdb"), ["--pgdata", cluster.Data, "--username", "bot", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en", "--no-sync", "--no-instructions"], asPostgres: true);
        if (address != "127.0.0.1") await File.AppendAllTextAsync(Path.Combine(cluster.Data, "pg_hba.conf"), $"\nhost all all {address}/24 trust\n");
        await cluster.StartAsync();
        return cluster;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>; returns when it takes connections.</summary>
    public Task StartAsync() => RunAsync(
        PostgresBinaries.Program("pg_ctl"),
        [
            "start", "--wait", "--silent", "--pgdata", Data, "--log", Path.Combine(_folder, "log"),
            "--options", string.Join(' ', new[] { $"listen_addresses={_address}", $"port={_port}", $"unix_socket_directories={_folder}", "max_connections=200" }.Concat(_settings).Select(setting => $"-c {setting}")),
        ],
        asPostgres: true);

    /// <summary>Stops it as a crash does: every connection is cut, what was not committed is lost.</summary>
    public Task StopAsync() => RunAsync(PostgresBinaries.Program("pg_ctl"), ["stop", "--wait", "--silent", "--pgdata", Data, "--mode", "immediate"], asPostgres: true);

    /// <summary>A new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await ExecuteAsync("postgres", $"create database {name}");
        return UrlOf(name);
    }

    /// <param name="url">As <see cref="CreateDatabaseAsync"/> returns it.</param>
    public static async Task<NpgsqlConnection> ConnectAsync(string url)
    {
        var at = new Uri(url);
        var connection = new NpgsqlConnection($"Host={at.Host};Port={at.Port};Username=bot;Database={at.AbsolutePath[1..]};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await ConnectAsync(UrlOf(database));
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only texts and names that this project and its tests made.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Of <c>/proc/pid/stat</c>, from the state on: the name before it may hold spaces.</summary>
    private static string[] Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <param name="counts">2: its own user and system time; 4: those of its ended children as well.</param>
    private static long Ticks(int process, int counts) =>
        Fields(process) is { Length: > 16 } fields ? fields[11..(11 + counts)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) : 0;

    // The server refuses to run as root.
    private static async Task RunAsync(string program, string[] arguments, bool asPostgres = false)
    {
        var root = asPostgres && Environment.IsPrivilegedProcess;
        var start = new ProcessStartInfo(root ? "runuser" : program, root ? ["-u", "postgres", "--", program, .. arguments] : arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;

        // A server that was started holds the pipe open as its own, so its end is never waited for.
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(program)} {arguments[0]} failed with {process.ExitCode}.");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
