using Bot.Host.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Bot.Host.Storage.Sqlite;

/// <summary>Folds the write-ahead log back into the database beside the writer, which would otherwise stand still while tens of megabytes are written and flushed.</summary>
/// <remarks>A log begins anew only when all of it is folded, and it grows meanwhile. So each pass leaves the next one less to do, and the writer does the last one between two batches: when hardly anybody waits for it, or at the latest when the log is long. See https://www.sqlite.org/wal.html#ckpt</remarks>
internal sealed class LogFolding : IAsyncDisposable
{
    private const int Passes = 2;

    /// <summary>Before the writer's own, when it has to be done under load: what is left to it is then what one batch wrote.</summary>
    private const int PassesUnderLoad = 4;

    /// <summary>Writes in a batch that keep few people waiting.</summary>
    private const int Calm = 16;

    private static readonly SqlText Fold = new("pragma wal_checkpoint(passive)");

    private readonly SqliteOptions _options;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;
    private int _inLog;
    private bool _busy;
    private volatile bool _long;
    private volatile bool _little;
    private volatile bool _closed;

    public LogFolding(SqliteOptions options)
    {
        _options = options;
        new Thread(Work) { IsBackground = true, Name = "store folding" }.Start();
    }

    /// <summary>The writer has committed so many writes, and is between two batches.</summary>
    public void Between(SqliteSession writer, int writes)
    {
        _inLog += writes;
        _writes += writes;
        if (_little)
        {
            if (_long || writes <= Calm)
            {
                Try(writer);
                _inLog = 0;
            }

            (_little, _busy) = (false, false);
        }

        if (_busy || _writes < _options.FoldAfter) return;

        (_busy, _writes, _long) = (true, 0, _inLog >= _options.LogLimit);
        _wake.Release();
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _wake.Release();
        await _ended.Task.ConfigureAwait(false);
        _wake.Dispose();
    }

    private void Work()
    {
        SqliteSession? session = null;
        while (true)
        {
            _wake.Wait();
            if (_closed) break;

            try
            {
                session ??= new(_options.Open());
                for (var pass = 0; pass < (_long ? PassesUnderLoad : Passes); pass++) Try(session);
            }
            catch (SqliteException)
            {
                // No connection to fold on: the writer does it alone.
            }

            _little = true;
        }

        session?.Dispose();
        _ended.SetResult();
    }

    private static void Try(SqliteSession session)
    {
        try
        {
            session.Query(Fold.With(), row => row.Number(0));
        }
        catch (SqliteException)
        {
            // What cannot be folded now stays in the log, which is as durable; a disk that fails is told of by the write that meets it.
        }
    }
}
