using Bot.Storage.Sql;

namespace Bot.Storage.Sqlite;

/// <summary>Pages that pruning has emptied, given back to the disk; some stay for what is written next.</summary>
/// <remarks>
/// See https://www.sqlite.org/pragma.html#pragma_incremental_vacuum. A database that an earlier build made keeps its size, and its empty pages are used again,
/// until a change of schema writes it anew.
/// </remarks>
internal static class FreePages
{
    /// <summary>Pages that stay at least: 1 MB.</summary>
    private const long Kept = 512;

    /// <summary>Of the file, so much stays: a tenth.</summary>
    private const int Share = 10;

    private static readonly SqlText CountText = new("select freelist_count, page_count, auto_vacuum from pragma_freelist_count, pragma_page_count, pragma_auto_vacuum");
    private static readonly SqlText GiveBackText = new("pragma incremental_vacuum(200)");

    /// <returns>Pages given back; 0 when few are empty.</returns>
    public static int GiveBack(SqliteSession session)
    {
        var (free, all, kind) = session.Query(CountText.With(), row => (row.Number(0), row.Number(1), row.Number(2)))[0];
        if (kind == 0 || free <= Math.Max(Kept, all / Share)) return 0;

        session.Query(GiveBackText.With(), row => 0);
        return (int)(free - session.Query(CountText.With(), row => row.Number(0))[0]);
    }
}
