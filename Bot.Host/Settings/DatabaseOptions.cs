using Bot.Gateways.Settings;
using Bot.Storage;
using Bot.Storage.Abstractions;

namespace Bot.Host.Settings;

/// <summary>Where everything durable is kept.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    private const string Usual = "sqlite:///" + DatabaseUrl.Default;

    public static SettingTable Table { get; } = new(Section, Setting.Text("DATABASE_URL", nameof(Url)));

    /// <summary>
    /// <c>sqlite:///path</c> from the working folder, <c>sqlite:////path</c> from the root, a path, or <c>postgresql://user:password@host:5432/database</c>.
    /// Default: <c>data/bot.db</c>.
    /// </summary>
    public string Url { get; set; } = Usual;

    /// <summary>Where paths begin.</summary>
    public string Working { get; set; } = "";

    /// <summary>Where the data is. A faulty URL gives the default, which nothing opens: <see cref="Faults"/> stops the start before.</summary>
    public StoreAddress Address => DatabaseUrl.TryParse(Url, Working, out var address, out _) ? address : DatabaseUrl.Parse("", Working);

    /// <summary>Where that is, for logs.</summary>
    public string Name => Address.Name;

    /// <summary>Values of it that no log line may show.</summary>
    public IEnumerable<string> Secrets => Address.Secrets;

    public static DatabaseOptions Of(IConfiguration configuration) => Of(configuration[$"{Section}:{nameof(Url)}"] ?? Usual, FolderOptions.Of(configuration).Working);

    /// <summary>The system's clock, or that of the database where hosts share one: to be opened with it.</summary>
    public static TimeProvider ClockOf(IConfiguration configuration) => Of(configuration).Address.ClockOf(TimeProvider.System);

    /// <param name="url">As in <c>DATABASE_URL</c>.</param>
    public static DatabaseOptions Of(string url, string working) => new() { Url = url, Working = working };

    public static IEnumerable<string> Faults(DatabaseOptions options)
    {
        if (!DatabaseUrl.TryParse(options.Url, options.Working, out var address, out var fault)) yield return fault;
        else if (DatabaseUrl.Misnamed(address) is { } misnamed) yield return $"DATABASE_URL: {misnamed}";
    }
}
