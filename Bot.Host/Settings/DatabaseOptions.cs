using Bot.Gateways.Settings;
using Bot.Storage;
using Bot.Storage.Postgres;

namespace Bot.Host.Settings;

/// <summary>Where everything durable is kept.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    private const string Usual = "sqlite:///" + DatabaseUrl.Default;

    public static SettingTable Table { get; } = new(Section, Setting.Text("DATABASE_URL", nameof(Url)));

    /// <summary><c>sqlite:///path</c> from the working folder, <c>sqlite:////path</c> from the root, a path, or <c>postgresql://user:password@host:5432/database</c>. Default: <c>data/bot.db</c>.</summary>
    public string Url { get; set; } = Usual;

    /// <summary>Where paths begin.</summary>
    public string Working { get; set; } = "";

    /// <summary>Full path of the SQLite file.</summary>
    public string File => Path.GetFullPath(Postgres is null && Parsed is { } url ? url.Location : DatabaseUrl.Default, Working);

    /// <summary>The PostgreSQL server that takes the file's place; null without one.</summary>
    public PostgresOptions? Postgres => Parsed is { Kind: DatabaseKind.Postgres } url && PostgresOptions.TryParse(url.Location, out var postgres, out _) ? postgres : null;

    /// <summary>Where that is, for logs.</summary>
    public string Name => Postgres is null ? File : $"PostgreSQL at {Postgres.Name}";

    /// <summary>What of it no log line may show.</summary>
    public IEnumerable<string> Secrets => Postgres is { } postgres && Parsed is { } url ? [url.Location, postgres.Password] : [];

    private DatabaseUrl? Parsed => DatabaseUrl.TryParse(Url, out var url, out _) ? url : null;

    public static DatabaseOptions Of(IConfiguration configuration) => Of(configuration[$"{Section}:{nameof(Url)}"] ?? Usual, FolderOptions.Of(configuration).Working);

    /// <param name="url">As in <c>DATABASE_URL</c>.</param>
    public static DatabaseOptions Of(string url, string working) => new() { Url = url, Working = working };

    public static IEnumerable<string> Faults(DatabaseOptions options)
    {
        if (!DatabaseUrl.TryParse(options.Url, out _, out var fault)) yield return fault;
    }
}
