using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Storage.Postgres;

/// <summary>A database on a PostgreSQL server.</summary>
internal sealed record PostgresAddress(string Url, PostgresConnection Connection) : StoreAddress
{
    public static StoreKind Kind { get; } = new(["postgresql://", "postgres://"], "postgresql://user:password@host:5432/database", Read);

    public override string Name => $"PostgreSQL at {Connection.Name}";

    public override IReadOnlyList<string> Secrets => [Url, Connection.Password];

    public override IReadOnlyList<string> Notes => Connection.ProvesServer
        ? []
        : [$"{Name} is reached without proof that it is that server: add sslmode=verify-full to DATABASE_URL, with sslrootcert= where its certificate is your own."];

    public override string BackupName => "bot.pgdump";

    /// <summary>The server's, once the store is opened on it; see <see cref="ServerClock"/>.</summary>
    public override TimeProvider ClockOf(TimeProvider own) => new ServerClock(own);

    public override IServiceCollection AddTo(IServiceCollection services, string dataFolder) =>
        services.AddPostgresStore(options => (options.Url, options.SpoolFolder) = (Url, dataFolder));

    public override async Task<IStore> OpenAsync(Sealer sealer, TimeProvider clock) =>
        await PostgresStore.OpenAsync(Connection, sealer, clock).ConfigureAwait(false);

    public override Task<IReadOnlyList<string>> IntegrityCheckAsync(Sealer sealer, TimeProvider clock, CancellationToken cancel) =>
        PostgresStore.LookAsync(Connection, sealer, cancel);

    /// <remarks><c>pg_dump</c> reads one snapshot; nothing that is written meanwhile is in it.</remarks>
    public override Task BackupAsync(string target, CancellationToken cancel) => new PostgresTools(Connection).DumpAsync(target, cancel);

    public override async Task RestoreAsync(string copy, CancellationToken cancel)
    {
        if (await FilledAsync(cancel).ConfigureAwait(false) is { } filled) throw new StoreUnavailableException(filled);
        await new PostgresTools(Connection).RestoreAsync(copy, cancel).ConfigureAwait(false);
    }

    public override async Task<string?> FilledAsync(CancellationToken cancel) =>
        await new PostgresTools(Connection).IsEmptyAsync(cancel).ConfigureAwait(false) ? null : $"{Name} is not empty. Name a database that is new.";

    /// <summary>Never the password.</summary>
    public override string ToString() => Name;

    private static (StoreAddress? Address, string? Fault) Read(string url, string folder) =>
        PostgresConnection.TryParse(url, out var connection, out var fault) ? (new PostgresAddress(url, connection), null) : (null, fault);
}
