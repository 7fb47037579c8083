using System.Diagnostics.CodeAnalysis;
using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.LiteDb;
using Bot.Storage.Postgres;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Storage;

/// <summary>Reads <c>DATABASE_URL</c>, and lists the stores there are.</summary>
public static class DatabaseUrl
{
    /// <summary>The database of a host that names none: <c>./data/bot.db</c>.</summary>
    public const string Default = "./data/bot.db";

    /// <summary>Every kind of store, by the scheme of its URL. A new store adds its line here.</summary>
    public static IReadOnlyList<StoreKind> Kinds { get; } =
    [
        SqliteAddress.Kind,
        LiteDbAddress.Kind,
        PostgresAddress.Kind,
    ];

    /// <summary>
    /// Takes <c>sqlite:///relative/path</c>, <c>sqlite:////absolute/path</c>, a plain path, and <c>postgresql://...</c>; nothing means <see cref="Default"/>.
    /// </summary>
    /// <param name="text">The setting as it was written; null or blank for none.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="address">Where the data is; null when the text has a fault.</param>
    /// <param name="fault">What is wrong and what to write instead, beginning with <c>DATABASE_URL:</c>; never a password. Null when nothing is.</param>
    public static bool TryParse(string? text, string folder, [NotNullWhen(true)] out StoreAddress? address, [NotNullWhen(false)] out string? fault)
    {
        (address, fault) = Read(text?.Trim() ?? "", folder);
        return address is not null;
    }

    /// <summary>Where the data is.</summary>
    /// <exception cref="StoreUnavailableException">The text is no URL of a database and no path.</exception>
    public static StoreAddress Parse(string text, string folder) =>
        TryParse(text, folder, out var address, out var fault) ? address : throw new StoreUnavailableException(fault);

    /// <summary>What is wrong where a file is of another kind than its URL says, and what to write instead; null where nothing is.</summary>
    public static string? Misnamed(StoreAddress address)
    {
        if (address.File is not { } file || DatabaseFile.SchemeOf(file) is not { } scheme || scheme == SchemeOf(address)) return null;

        return $"{file} is a {(scheme == "sqlite" ? "SQLite" : "LiteDB")} database, and nothing is wrong with it; write {scheme}:///{file}.";
    }

    /// <summary>
    /// Registers the store that <paramref name="address"/> names, under every port; see <see cref="SqliteServices.AddSqliteStore"/> and
    /// <see cref="PostgresServices.AddPostgresStore"/>.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="address">From <see cref="TryParse"/>.</param>
    /// <param name="dataFolder">This host's own folder, for what is kept while a server is away.</param>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreAddress address, string dataFolder) => address.AddTo(services, dataFolder);

    private static string SchemeOf(StoreAddress address) => address is LiteDbAddress ? "litedb" : "sqlite";

    private static (StoreAddress? Address, string? Fault) Read(string text, string folder)
    {
        if (text.Length == 0) return SqliteAddress.OfPath(Default, folder);
        foreach (var kind in Kinds)
        {
            foreach (var prefix in kind.Prefixes)
            {
                if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                    return kind.Read(text, folder);
            }
        }

        var end = text.IndexOf("://", StringComparison.Ordinal);
        return end > 0
            ? (null, $"DATABASE_URL: {text[..end]}:// is no database this bot knows; write {string.Join(" or ", Kinds.Select(kind => kind.Example))}.")
            : SqliteAddress.OfPath(text, folder);
    }
}
