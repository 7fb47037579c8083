using System.Globalization;
using Bot.Engine.Abstractions;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>What LiteDB and the disk throw, in sentences for an operator.</summary>
internal static class LiteDbFault
{
    /// <summary>ENOSPC; https://man7.org/linux/man-pages/man3/errno.3.html</summary>
    private const int NoSpace = 28;

    /// <summary>Whether only the write at hand is at fault, not the database: a key or a document that is too long, a double id, a bug of ours.</summary>
    public static bool IsWriteFault(Exception fault) => fault switch
    {
        LiteException known => known.ErrorCode is not (LiteException.INVALID_DATAFILE_STATE or LiteException.INVALID_DATABASE or LiteException.ENGINE_DISPOSED
            or LiteException.LOCK_TIMEOUT),
        ObjectDisposedException => false,
        _ => fault is ArgumentException or InvalidOperationException or InvalidDataException,
    };

    /// <summary>A file that another program wrote.</summary>
    public static StoreUnavailableException NoDatabase(string path) =>
        new($"The file {path} is no LiteDB database. Name another in DATABASE_URL, or put the last backup in its place.") { Word = "damaged" };

    public static StoreUnavailableException Explain(Exception fault, string path) =>
        fault as StoreUnavailableException ?? new(Sentence(fault, path), fault) { Word = WordOf(fault) };

    private static string WordOf(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "read-only",
        IOException full when IsFull(full) => "full",
        LiteException { ErrorCode: LiteException.INVALID_DATAFILE_STATE or LiteException.INVALID_DATABASE } => "damaged",
        not (LiteException or IOException or CultureNotFoundException) => "damaged",
        _ => "down",
    };

    private static string Sentence(Exception fault, string path) => fault switch
    {
        UnauthorizedAccessException => $"The database {path} cannot be written: the file or its folder is read-only for this user.",
        IOException full when IsFull(full) => $"The database {path} cannot grow: the disk is full. Make room; nothing that was acknowledged is lost.",
        IOException => $"The disk under the database {path} failed a read or a write: {fault.Message}",
        LiteException { ErrorCode: LiteException.INVALID_DATAFILE_STATE } =>
            $"The database {path} is damaged: {fault.Message}. Stop the bot, keep the file, and put the last backup in its place.",
        CultureNotFoundException => $"The database {path} has the collation of a language; only the ordinal one tells every id from every other: {fault.Message}",
        LiteException => $"The database {path} failed: {fault.Message}",
        _ => $"The database {path} is damaged, and LiteDB fails at it: {fault.Message}. Stop the bot, keep the file, and put the last backup in its place.",
    };

    private static bool IsFull(IOException fault) => (fault.HResult & 0xFFFF) == NoSpace;
}
