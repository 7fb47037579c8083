using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>
/// Reads everything as it stood at one moment, through a read-only engine beside the one that writes: an engine keeps in memory what it once read, and this
/// one is closed after so many documents.
/// </summary>
/// <param name="confirmed">Pages of the log that belong to it.</param>
/// <param name="ended">Told when the log may begin anew.</param>
internal sealed class LiteDbPass(LiteDbOptions options, long confirmed, Action ended) : IDisposable
{
    /// <summary>Documents that are read at once.</summary>
    public const int PageSize = 500;

    private OpenEngine? _open;
    private LiteSession? _session;
    private int _read;

    /// <summary>All documents of a table in the order of their keys, page by page.</summary>
    public IEnumerable<IReadOnlyList<BsonDocument>> Pages(LiteTable table, int size = PageSize)
    {
        for (var page = Page(table, "", size); page.Count > 0; page = Page(table, page[^1]["_id"].AsString, size)) yield return page;
    }

    /// <summary>The same, one by one. No cursor stays open between two of them.</summary>
    public IEnumerable<BsonDocument> All(LiteTable table) => Pages(table, PageSize).SelectMany(page => page);

    /// <summary>Documents behind a key, in the order of their keys.</summary>
    /// <param name="after">A whole key; empty for the first page.</param>
    public List<BsonDocument> Page(LiteTable table, string after, int size)
    {
        var page = Session().Page(table, after, size);
        _read += page.Count;
        return page;
    }

    /// <summary>A document by its whole key; null where there is none.</summary>
    public BsonDocument? Find(LiteTable table, string id)
    {
        _read++;
        return Session().Find(table, id);
    }

    /// <summary>How many documents an index leads to; reads all of it.</summary>
    public long Led(LiteTable table, LiteIndex index) => Session().Led(table, index);

    public void Dispose()
    {
        _open?.Dispose();
        ended();
    }

    private LiteSession Session()
    {
        if (_session is not null && _read < options.PassLimit) return _session;

        _open?.Dispose();
        _open = new(new(options.Path, readOnly: true), CommitLog.Read(LiteDbFile.LogOf(options.Path), confirmed), readOnly: true);
        _read = 0;
        return _session = new(_open.Engine);
    }
}
