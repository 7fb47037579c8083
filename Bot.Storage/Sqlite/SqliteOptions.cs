using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>How the SQLite store works.</summary>
internal sealed record SqliteOptions
{
    /// <summary>The database file; its folder is made when it is not there.</summary>
    public required string Path { get; init; }

    /// <summary>Loads that may run side by side. Default 4: more than the cores of a small host.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Writes that may wait; whoever brings more waits for room. Default 20,000: two seconds of work, some 100 MB.</summary>
    public int QueueLimit { get; init; } = 20_000;

    /// <summary>Writes in one transaction. Default 512: keeps the wait of the first one to some tens of milliseconds.</summary>
    public int BatchLimit { get; init; } = 512;

    /// <summary>Writes after which the log is folded back into the file. Default 4,000: some 25 MB of log.</summary>
    public int FoldAfter { get; init; } = 4000;

    /// <summary>The file grows no larger than this, in bytes; a write that needs more is refused as on a full disk. Default: no limit but the disk's.</summary>
    public long? SizeLimit { get; init; }

    /// <summary>The writer's page cache. Default 16 MB: a commit behind a split walks through all of it, and the system keeps the file in its own cache besides.</summary>
    public int WriterCacheBytes { get; init; } = 16 << 20;

    /// <summary>How long to wait for another process that writes. Default 10 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest look at the file for damage before the host starts on it. Default 500 ms: all of a file of some hundred MB, a part of a larger one.</summary>
    public TimeSpan StartupCheckLimit { get; init; } = TimeSpan.FromMilliseconds(500);

    // A turn touches rows that lie far apart, and a whole page is written for each: half the usual size writes 40 % less per turn.
    private const int PageBytes = 2048;

    /// <summary>Opens a connection as every one here is: WAL, each commit flushed, foreign keys held.</summary>
    /// <param name="cacheBytes">Pages kept in memory. The writer's cache is what a large database leans on.</param>
    public SqliteConnection Open(int cacheBytes = 8 << 20)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, ForeignKeys = true, DefaultTimeout = (int)BusyTimeout.TotalSeconds }.ToString());
        try
        {
            connection.Open();

            // A statement keeps its plan: otherwise one with a limit is prepared anew each time the limit is given.
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            Run(connection, $"pragma busy_timeout = {(int)BusyTimeout.TotalMilliseconds}");
            Run(connection, $"pragma page_size = {PageBytes}");
            Run(connection, "pragma journal_mode = wal");
            Run(connection, "pragma synchronous = full");

            // The log is folded back into the file beside the writer (LogFolding); should that not keep up, the writer does it at 128 MB.
            Run(connection, "pragma wal_autocheckpoint = 65536");
            Run(connection, "pragma journal_size_limit = 67108864");
            Run(connection, $"pragma cache_size = {-cacheBytes / 1024}");
            if (SizeLimit is { } bytes) Run(connection, $"pragma max_page_count = {bytes / PageBytes}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text comes from this folder; only numbers of our own are put into it.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
