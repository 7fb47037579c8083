using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Storage.Sqlite;

/// <summary>A database file on this host.</summary>
internal sealed record SqliteAddress(string Path) : StoreAddress
{
    /// <summary>SQLAlchemy's slashes: three and a relative path, four and an absolute one.</summary>
    public static StoreKind Kind { get; } = new(["sqlite:"], "sqlite:///path", Read);

    public override string Name => Path;

    public override string File => Path;

    public override string BackupName => "bot.db";

    /// <summary>A path without a scheme.</summary>
    public static (StoreAddress? Address, string? Fault) OfPath(string path, string folder)
    {
        if (path.Length == 0 || path.EndsWith('/')) return (null, "DATABASE_URL: the path names no file; write sqlite:///data/bot.db.");
        if (path.Contains(":memory:", StringComparison.Ordinal)) return (null, "DATABASE_URL: an in-memory database would forget everything; name a file, sqlite:///data/bot.db.");
        return (new SqliteAddress(System.IO.Path.GetFullPath(path, folder)), null);
    }

    public override IServiceCollection AddTo(IServiceCollection services, string dataFolder) => services.AddSqliteStore(options => options.Path = Path);

    public override Task<IStore> OpenAsync(Sealer sealer, TimeProvider clock) => System.IO.File.Exists(Path)
        ? CreateAsync(sealer, clock)
        : throw new StoreUnavailableException($"There is no database at {Path}.");

    public override Task<IStore> CreateAsync(Sealer sealer, TimeProvider clock) =>
        Task.FromResult<IStore>(SqliteStore.Open(new() { Path = Path }, sealer, clock));

    public override Task<IReadOnlyList<string>> IntegrityCheckAsync(Sealer sealer, TimeProvider clock, CancellationToken cancel) =>
        SqliteMaintenance.CheckAsync(new() { Path = Path }, sealer, cancel);

    /// <remarks><c>VACUUM INTO</c> (https://www.sqlite.org/lang_vacuum.html): one consistent state, without a log beside it.</remarks>
    public override async Task BackupAsync(string target, CancellationToken cancel)
    {
        try
        {
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var source = new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 60 };
            var connection = new SqliteConnection(source.ToString());
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancel).ConfigureAwait(false);
                using var command = connection.CreateCommand();
                command.CommandText = "vacuum into $file";
                command.Parameters.AddWithValue("$file", target);
                await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            }
        }
        catch (SqliteException refused)
        {
            throw new StoreUnavailableException($"The database cannot be copied: {refused.Message}", refused);
        }
    }

    public override Task RestoreAsync(string copy, CancellationToken cancel) => DatabaseFile.PutAsync(copy, Path, cancel);

    public override Task<string?> FilledAsync(CancellationToken cancel) => Task.FromResult(DatabaseFile.Filled(Path));

    private static (StoreAddress? Address, string? Fault) Read(string url, string folder)
    {
        const string Begin = "sqlite:///";
        return url.StartsWith(Begin, StringComparison.OrdinalIgnoreCase)
            ? OfPath(url[Begin.Length..], folder)
            : (null, "DATABASE_URL: write sqlite:///data/bot.db (three slashes, a path from here) or sqlite:////var/lib/bot.db (four, an absolute path).");
    }
}
