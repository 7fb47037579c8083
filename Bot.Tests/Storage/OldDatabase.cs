using Bot.Host.Replays;
using Bot.Tests.Support;

namespace Bot.Tests.Storage;

/// <summary>What the build of commit 114ae31 left behind, and the conversations to go on with.</summary>
internal static class OldDatabase
{
    private static readonly string Assets = Path.Combine(AppContext.BaseDirectory, "Storage", "Assets");
    private static readonly string Folder = Path.Combine(Assets, "database-114ae31");

    /// <summary>An SQLite file; never opened itself.</summary>
    public static string Sqlite => Path.Combine(Assets, "database-114ae31.db");

    /// <summary>The same conversations on PostgreSQL, as <c>pg_dump</c> tells them.</summary>
    public static string PostgresDump => Path.Combine(Assets, "database-114ae31.sql");

    /// <summary>Shortly after the host of that file had stopped: reminders are minutes away, codes still live, and another may be sent.</summary>
    public static DateTimeOffset SqliteEnd { get; } = new(2026, 11, 29, 0, 9, 10, TimeSpan.Zero);

    /// <summary>The same for the dump.</summary>
    public static DateTimeOffset PostgresEnd { get; } = new(2026, 11, 29, 0, 16, 40, TimeSpan.Zero);

    public static TheoryData<string> Conversations =>
        [.. Directory.EnumerateFiles(Folder, "*.replay").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <param name="database">As in <c>DATABASE_URL</c>.</param>
    /// <param name="at">What time it is when the conversation goes on.</param>
    /// <returns>What came out otherwise than written; null when nothing did.</returns>
    public static async Task<string?> PlayAsync(string file, string database, DateTimeOffset at)
    {
        var (script, issues) = ReplayScript.Read(file, await File.ReadAllTextAsync(Path.Combine(Folder, file)));
        issues.Should().BeEmpty();
        return (await ReplayPlayer.PlayAsync(script, Repository.Flows, new RecordingObserver(), (database, at)))?.ToString();
    }
}
