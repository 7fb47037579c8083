namespace Bot.Host.Settings;

/// <summary>Where everything durable is kept.</summary>
/// <param name="File">Full path of the SQLite file.</param>
internal sealed record DatabaseSettings(string File)
{
    /// <summary><c>sqlite:///path</c> as SQLAlchemy writes it (three slashes: from the working folder; four: from the root), or a plain path.</summary>
    public static DatabaseSettings Read(SettingReader read, string working)
    {
        var text = read.Text("DATABASE_URL", "sqlite:///./data/bot.db");
        var path = text.StartsWith("sqlite:///", StringComparison.OrdinalIgnoreCase) ? text["sqlite:///".Length..] : text;
        if (path.Contains("://", StringComparison.Ordinal))
            read.Fault($"DATABASE_URL: {Scheme(path)}:// is no database this version keeps its data in; write e.g. DATABASE_URL=sqlite:///./data/bot.db");
        else if (path.Length == 0 || path == ":memory:" || path.EndsWith('/'))
            read.Fault("DATABASE_URL: no file is named, and nothing durable can be kept in memory; write e.g. DATABASE_URL=sqlite:///./data/bot.db");
        return new(Path.GetFullPath(path.Length == 0 ? "bot.db" : path, working));
    }

    private static string Scheme(string text) => text[..text.IndexOf("://", StringComparison.Ordinal)];
}
