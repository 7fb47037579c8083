using System.Diagnostics.CodeAnalysis;
using System.Net;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>What a <c>postgresql://</c> URL says: how the store reaches its server.</summary>
internal sealed record PostgresConnection
{
    /// <summary>Npgsql's own connection string, with the password.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Host, port and database: for messages and logs.</summary>
    public required string Name { get; init; }

    /// <summary>No log line may show it; empty when there is none.</summary>
    public string Password { get; init; } = "";

    /// <summary>
    /// A pooler hands every transaction another connection (Supabase's port 6543, <c>pgbouncer=true</c>, or found by <see cref="LookedAtAsync"/>): nothing is
    /// prepared by name then.
    /// </summary>
    public bool Pooled { get; init; }

    /// <summary>
    /// Connections of this host at most. Default 20: more than two cores keep busy, a tenth of what a small server allows. Set by <c>connection_limit=</c>.
    /// </summary>
    public const int Connections = 20;

    /// <summary>
    /// The longest a statement, a connect or the wait for a free connection may take. Under the 8 s that a webhook waits, so that its message can be kept
    /// elsewhere in time.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int SupabasePooler = 6543;

    /// <summary>Prepared statements kept per connection: all of the store's, with those that differ only in which values are null.</summary>
    private const int Prepared = 120;

    private static readonly (string Word, SslMode Mode)[] SslModes =
    [
        ("disable", SslMode.Disable), ("allow", SslMode.Allow), ("prefer", SslMode.Prefer), ("require", SslMode.Require), ("verify-ca", SslMode.VerifyCA),
        ("verify-full", SslMode.VerifyFull),
    ];

    /// <summary>libpq's word for it.</summary>
    public static string SslWord(SslMode mode) => SslModes.First(known => known.Mode == mode).Word;

    /// <summary>The server proves by a certificate that it is the one the URL names, or is on this machine.</summary>
    public bool ProvesServer =>
        new NpgsqlConnectionStringBuilder(ConnectionString) is var built && (built.SslMode == SslMode.VerifyFull || IsLocal(built.Host ?? ""));

    /// <summary>Asks by a connection of its own whether a pooler stands before the server: what greets it is then not what answers.</summary>
    /// <remarks>
    /// A pooler that hands every transaction another connection may give a statement prepared by one client to another, and with it another person's row,
    /// without an error (PgBouncer before 1.21). Nothing in its greeting says that it is one; its process number is its own.
    /// </remarks>
    public async Task<PostgresConnection> LookedAtAsync()
    {
        if (Pooled) return this;

        var probe = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, MaxAutoPrepare = 0 };
        var connection = new NpgsqlConnection(probe.ToString());
        await using var connectionScope = connection.ConfigureAwait(false);
        await connection.OpenAsync().ConfigureAwait(false);
        var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        await using var commandScope = command.ConfigureAwait(false);
        return (int)(await command.ExecuteScalarAsync().ConfigureAwait(false))! == connection.ProcessID ? this : BehindPooler();
    }

    /// <summary>Where connections come from.</summary>
    /// <param name="clock">Each new connection asks the server for its time before it is used; null: none does.</param>
    public NpgsqlDataSource Source(ServerClock? clock)
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);

        // Npgsql wants both, and nothing here opens a connection synchronously.
        if (clock is not null) builder.UsePhysicalConnectionInitializer(_ => throw new NotSupportedException(), clock.AskAsync);
        return builder.Build();
    }

    private PostgresConnection BehindPooler()
    {
        var built = new NpgsqlConnectionStringBuilder(ConnectionString);
        PrepareNothing(built);
        return this with { ConnectionString = built.ToString(), Pooled = true };
    }

    /// <summary>Never the password.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// Takes the URL as libpq writes it. What is percent-encoded is decoded; a password may hold a bare <c>@</c>, <c>:</c> or <c>/</c> as well.
    /// </summary>
    public static bool TryParse(string url, [NotNullWhen(true)] out PostgresConnection? options, [NotNullWhen(false)] out string? fault)
    {
        (options, fault) = Read(url);
        return options is not null && fault is null;
    }

    private static (PostgresConnection? Options, string? Fault) Read(string url)
    {
        var parts = PostgresUrl.Of(url);
        var built = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "bot",

            // A refused write is known by the statement that refused.
            IncludeFailedBatchedCommand = true,
            MaxPoolSize = Connections,
            Timeout = (int)Timeout.TotalSeconds,
            CommandTimeout = (int)Timeout.TotalSeconds,
            CancellationTimeout = 2000,
            KeepAlive = 30,

            // Nothing of ours lives in a session: locks end with their transaction. Without it each returned connection runs seven statements.
            NoResetOnClose = true,
            Host = parts.Host,
            Username = parts.User.Length > 0 ? parts.User : "postgres",
            Password = parts.Password.Length > 0 ? parts.Password : null,
            Database = parts.Database.Length > 0 ? parts.Database : "postgres",
        };
        string? fault = null;
        if (int.TryParse(parts.Port, out var port) && port is > 0 and <= 65535) built.Port = port;
        else if (parts.Port.Length > 0) fault = $"{parts.Port} is no port";

        var pooled = built.Port == SupabasePooler;
        foreach (var (name, value) in parts.Parameters) fault ??= Take(built, name, value, ref pooled);
        if (string.IsNullOrEmpty(built.Host)) fault ??= "it names no host";
        if (pooled)
        {
            PrepareNothing(built);
        }
        else
        {
            built.MaxAutoPrepare = Prepared;
            built.AutoPrepareMinUsages = 2;
        }

        return fault is null
            ? (new() { ConnectionString = built.ToString(), Name = $"{built.Host}:{built.Port}/{built.Database}", Password = parts.Password, Pooled = pooled }, null)
            : (null, $"DATABASE_URL: {fault}; write postgresql://user:password@host:5432/database?sslmode=require, with special characters in the password percent-encoded.");
    }

    private static void PrepareNothing(NpgsqlConnectionStringBuilder built) => built.MaxAutoPrepare = 0;

    private static bool IsLocal(string host) =>
        host.StartsWith('/') || host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>libpq's words (https://www.postgresql.org/docs/current/libpq-connect.html), and those that other clients' strings carry.</summary>
    private static string? Take(NpgsqlConnectionStringBuilder built, string name, string value, ref bool pooled)
    {
        switch (name)
        {
            case "sslmode":
                var (word, mode) = SslModes.FirstOrDefault(known => known.Word == value);
                if (word is null) return $"sslmode={value} is none of {string.Join(", ", SslModes.Select(known => known.Word))}";
                built.SslMode = mode;
                return null;
            case "sslrootcert": built.RootCertificate = value; return null;
            case "sslcert": built.SslCertificate = value; return null;
            case "sslkey": built.SslKey = value; return null;
            case "host": built.Host = value; return null;
            case "user": built.Username = value; return null;
            case "dbname": built.Database = value; return null;
            case "application_name": built.ApplicationName = value; return null;
            case "options": built.Options = value; return null;
            case "pgbouncer": pooled |= value == "true"; return null;
            case "connection_limit":
                if (!int.TryParse(value, out var limit) || limit is < 1 or > 1000) return $"connection_limit={value} is no number from 1 to 1000";
                built.MaxPoolSize = limit;
                return null;

            // Other clients' business: our own limits stand.
            case "connect_timeout" or "pool_timeout" or "channel_binding" or "gssencmode" or "schema" or "supa" or "statement_cache_size" or "prepared_statements": return null;
            default: return $"{name} is no parameter this bot knows";
        }
    }
}
