using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>Opens connections as the store needs them: WAL, each commit flushed, foreign keys held.</summary>
internal static class SqliteConnections
{
    // A turn touches rows that lie far apart, and a whole page is written for each: half the usual size writes 40 % less per turn.
    private const int PageBytes = 2048;

    /// <param name="options">The file and its limits.</param>
    /// <param name="cacheBytes">Pages kept in memory. The writer's cache is what a large database leans on.</param>
    public static SqliteConnection Open(this SqliteOptions options, int cacheBytes = 8 << 20)
    {
        var built = new SqliteConnectionStringBuilder
        {
            DataSource = options.Path, Pooling = false, ForeignKeys = true,
            DefaultTimeout = (int)options.BusyTimeout.TotalSeconds
        };
        var connection = new SqliteConnection(built.ToString());
        try
        {
            connection.Open();

            // A statement keeps its plan: otherwise one with a limit is prepared anew each time the limit is given.
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            Run(connection, $"pragma busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds}");
            Run(connection, $"pragma page_size = {PageBytes}");
            // Of a file that is new, or written anew: see FreePages.
            Run(connection, "pragma auto_vacuum = incremental");
            Run(connection, "pragma journal_mode = wal");
            Run(connection, "pragma synchronous = full");

            // WalCheckpointer writes the log back beside the writer; should that not keep up, the writer does it at 128 MB.
            Run(connection, "pragma wal_autocheckpoint = 65536");
            Run(connection, "pragma journal_size_limit = 67108864");
            Run(connection, $"pragma cache_size = {-cacheBytes / 1024}");
            if (options.SizeLimit is { } bytes) Run(connection, $"pragma max_page_count = {bytes / PageBytes}");
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
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    /// <summary>What a statement answers with one number.</summary>
    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text comes from this folder; only numbers of our own are put into it.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
