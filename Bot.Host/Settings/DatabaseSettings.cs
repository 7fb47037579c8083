using Bot.Host.Storage;
using Bot.Host.Storage.Postgres;

namespace Bot.Host.Settings;

/// <summary>Where everything durable is kept.</summary>
/// <param name="File">Full path of the SQLite file.</param>
/// <param name="Postgres">The PostgreSQL server that takes the file's place; null without one.</param>
internal sealed record DatabaseSettings(string File, PostgresOptions? Postgres = null)
{
    /// <summary>Where that is, for logs.</summary>
    public string Name => Postgres is null ? File : $"PostgreSQL at {Postgres.Name}";

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
