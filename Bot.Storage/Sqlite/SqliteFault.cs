using Bot.Engine.Abstractions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>SQLite's result codes in sentences for an operator. The codes: https://www.sqlite.org/rescode.html</summary>
internal static class SqliteFault
{
    /// <summary>Whether only the write at hand is at fault, not the database.</summary>
    public static bool IsWriteFault(Exception fault) => fault is not SqliteException { SqliteErrorCode: var code } || code is
        raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE or raw.SQLITE_ERROR or raw.SQLITE_MISUSE;

    public static StoreUnavailableException Explain(Exception fault, string path) =>
        fault as StoreUnavailableException ?? new(Sentence(fault, path), fault) { Word = WordOf(fault) };

    /// <summary>What a quick look at the start found.</summary>
    public static StoreUnavailableException Damaged(string path, string finding) =>
        new($"The database {path} is damaged: {finding}. Keep the file, ask `integrity` for all that is wrong, and put the last backup in its place.") { Word = "damaged" };

    private static string WordOf(Exception fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "full",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => "read-only",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "damaged",
        _ => "down",
    };

    private static string Sentence(Exception fault, string path) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => $"The database {path} cannot grow: the disk is full or its size limit is reached. Make room; nothing that was acknowledged is lost.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => $"The database {path} cannot be written: the file or its folder is read-only for this user.",
        raw.SQLITE_CANTOPEN => $"The database {path} cannot be opened: its folder is missing or closed to this user.",
        raw.SQLITE_CORRUPT => $"The database {path} is damaged. Stop the bot, keep the file, and put the last backup in its place.",
        raw.SQLITE_NOTADB => $"The file {path} is no SQLite database. Name another in DATABASE_URL, or put the last backup in its place.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The database {path} is held by another process; only one bot may write it at a time.",
        raw.SQLITE_IOERR => $"The disk under the database {path} failed a read or a write: {fault.Message}",
        _ => $"The database {path} failed: {fault.Message}",
    };
}
