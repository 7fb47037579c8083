using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Storage.LiteDb;

/// <summary>A LiteDB file on this host. One process at a time has it.</summary>
internal sealed record LiteDbAddress(string Path) : StoreAddress
{
    private const string Advice = "DATABASE_URL: write litedb:///data/bot.db (three slashes, a path from here) or litedb:////var/lib/bot.db (four, an absolute path).";

    /// <summary>SQLAlchemy's slashes, as for SQLite: three and a relative path, four and an absolute one.</summary>
    public static StoreKind Kind { get; } = new(["litedb:"], "litedb:///path", Read);

    public override string Name => Path;

    public override string File => Path;

    public override string BackupName => "bot.litedb";

    public override IServiceCollection AddTo(IServiceCollection services, string dataFolder) => services.AddLiteDbStore(options => options.Path = Path);

    public override Task<IStore> OpenAsync(Sealer sealer, TimeProvider clock) => System.IO.File.Exists(Path)
        ? CreateAsync(sealer, clock)
        : throw new StoreUnavailableException($"There is no database at {Path}.");

    public override Task<IStore> CreateAsync(Sealer sealer, TimeProvider clock) =>
        Task.FromResult<IStore>(LiteDbStore.Open(new() { Path = Path }, sealer, clock));

    public override async Task<IReadOnlyList<string>> IntegrityCheckAsync(Sealer sealer, TimeProvider clock, CancellationToken cancel)
    {
        using var pass = LiteDbFile.Look(new() { Path = Path });
        return await LiteDbCheck.RunAsync(pass, sealer, Path, cancel).ConfigureAwait(false);
    }

    /// <remarks>No host may run: LiteDB has no snapshot that another process could read.</remarks>
    public override Task BackupAsync(string target, CancellationToken cancel) => Task.Run(
        () =>
        {
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            using var file = LiteDbFile.Open(new() { Path = Path });
            file.CopyTo(target);
        },
        cancel);

    public override Task RestoreAsync(string copy, CancellationToken cancel) => DatabaseFile.PutAsync(copy, Path, cancel);

    public override Task<string?> FilledAsync(CancellationToken cancel) => Task.FromResult(DatabaseFile.Filled(Path));

    private static (StoreAddress? Address, string? Fault) Read(string url, string folder)
    {
        const string Begin = "litedb:///";
        if (!url.StartsWith(Begin, StringComparison.OrdinalIgnoreCase)) return (null, Advice);

        var path = url[Begin.Length..];
        if (path.Length == 0 || path.EndsWith('/')) return (null, "DATABASE_URL: the path names no file; write litedb:///data/bot.db.");
        return path.Contains(":memory:", StringComparison.Ordinal)
            ? (null, "DATABASE_URL: an in-memory database would forget everything; name a file, litedb:///data/bot.db.")
            : (new LiteDbAddress(System.IO.Path.GetFullPath(path, folder)), null);
    }
}
