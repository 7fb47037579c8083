using Bot.Storage;
using Bot.Storage.Postgres;

namespace Bot.Host.Settings;

/// <summary>Where everything durable is kept.</summary>
/// <param name="File">Full path of the SQLite file.</param>
/// <param name="Postgres">The PostgreSQL server that takes the file's place; null without one.</param>
internal sealed record DatabaseSettings(string File, PostgresOptions? Postgres = null)
{
    /// <summary>Where that is, for logs.</summary>
    public string Name => Postgres is null ? File : $"PostgreSQL at {Postgres.Name}";

    /// <summary>From a URL as in <c>DATABASE_URL</c>, or a path.</summary>
    /// <exception cref="StoreUnavailableException">It is neither.</exception>
    public static DatabaseSettings Of(string text, string working)
    {
        if (!DatabaseUrl.TryParse(text, out var url, out var fault)) throw new StoreUnavailableException(fault);
        return url.Kind == DatabaseKind.Postgres && PostgresOptions.TryParse(url.Location, out var postgres, out _) ? new(Path.GetFullPath(DatabaseUrl.Default, working), postgres) : new(Path.GetFullPath(url.Location, working));
    }

    /// <summary>Paths begin in the working folder.</summary>
    public static DatabaseSettings Read(SettingReader read, string working)
    {
        var file = Path.GetFullPath(DatabaseUrl.Default, working);
        if (!DatabaseUrl.TryParse(read.Text("DATABASE_URL"), out var url, out var fault))
        {
            read.Fault(fault);
            return new(file);
        }

        if (url.Kind == DatabaseKind.Sqlite || !PostgresOptions.TryParse(url.Location, out var postgres, out _)) return new(Path.GetFullPath(url.Location, working));

        read.Hide(url.Location);
        read.Hide(postgres.Password);
        return new(file, postgres);
    }
}
