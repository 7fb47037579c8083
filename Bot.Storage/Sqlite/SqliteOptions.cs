using Microsoft.Extensions.Options;

namespace Bot.Storage.Sqlite;

/// <summary>How the SQLite store works.</summary>
public sealed record SqliteOptions
{
    /// <summary>The database file; its folder is created when it is missing. Default <c>./data/bot.db</c>.</summary>
    public string Path { get; set; } = "./data/bot.db";

    /// <summary>Connections that read side by side. Default 4: more than the cores of a small host.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>Writes that may wait; a caller that brings more waits for room. Default 20,000: two seconds of work, some 100 MB.</summary>
    public int QueueLimit { get; set; } = 20_000;

    /// <summary>Writes in one transaction. Default 512: keeps the wait of the first one to some tens of milliseconds.</summary>
    public int BatchLimit { get; set; } = 512;

    /// <summary>Writes after which the write-ahead log is checkpointed into the file. Default 4,000: some 25 MB of log.</summary>
    public int CheckpointAfter { get; set; } = 4000;

    /// <summary>Largest size of the file, in bytes; a write that needs more is refused as on a full disk. Default null: no limit but the disk's.</summary>
    public long? SizeLimit { get; set; }

    /// <summary>
    /// The writer's page cache, in bytes. Default 16 MB: a commit behind a page split walks through all of it, and the system keeps the file in its own cache
    /// besides.
    /// </summary>
    public int WriterCacheBytes { get; set; } = 16 << 20;

    /// <summary>How long to wait for another process that writes. Default 10 s.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Longest check of the file for damage before the host starts on it. Default 500 ms: all of a file of some hundred MB, a part of a larger one.
    /// </summary>
    public TimeSpan StartupCheckLimit { get; set; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>Reports every fault of <see cref="SqliteOptions"/> at once.</summary>
internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        string?[] faults =
        [
            string.IsNullOrWhiteSpace(options.Path) ? "DATABASE_URL: the path names no file; write sqlite:///data/bot.db." : null,
            AtLeastOne(nameof(options.Readers), options.Readers),
            AtLeastOne(nameof(options.QueueLimit), options.QueueLimit),
            AtLeastOne(nameof(options.BatchLimit), options.BatchLimit),
            AtLeastOne(nameof(options.CheckpointAfter), options.CheckpointAfter),
            AtLeastOne(nameof(options.WriterCacheBytes), options.WriterCacheBytes),
            options.SizeLimit <= 0 ? $"{nameof(SqliteOptions)}.{nameof(options.SizeLimit)} must be above 0 bytes, or null for no limit." : null,
            options.BusyTimeout < TimeSpan.Zero ? $"{nameof(SqliteOptions)}.{nameof(options.BusyTimeout)} must not be negative." : null,
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? AtLeastOne(string option, int value) => value < 1 ? $"{nameof(SqliteOptions)}.{option} must be at least 1, not {value}." : null;
}
