using Bot.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Bot.Storage.Sqlite;

/// <summary>
/// Checkpoints the write-ahead log into the database beside the writer, which would otherwise stand still while tens of megabytes are written and flushed.
/// </summary>
/// <remarks>
/// A log begins anew only when all of it is checkpointed, and it grows meanwhile. So each pass leaves the next one less to do, and the writer does the last one
/// between two batches. See https://www.sqlite.org/wal.html#ckpt
/// </remarks>
internal sealed class WalCheckpointer : IAsyncDisposable
{
    private const int Passes = 2;

    private static readonly SqlText Checkpoint = new("pragma wal_checkpoint(passive)");

    private readonly SqliteOptions _options;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;
    private bool _busy;
    private volatile bool _finalPassDue;
    private volatile bool _closed;

    public WalCheckpointer(SqliteOptions options)
    {
        _options = options;
        new Thread(Work) { IsBackground = true, Name = "store checkpoint" }.Start();
    }

    /// <summary>Called by the writer between two batches.</summary>
    /// <param name="writes">Committed in the last batch.</param>
    public void OnCommitted(SqliteSession writer, int writes)
    {
        if (_finalPassDue)
        {
            _finalPassDue = false;
            Try(writer);
            lock (_gate) _busy = false;
        }

        lock (_gate)
        {
            _writes += writes;
            if (_busy || _writes < _options.CheckpointAfter) return;
            (_busy, _writes) = (true, 0);
        }

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
                for (var pass = 0; pass < Passes; pass++) Try(session);
            }
            catch (SqliteException)
            {
                // Without a connection the writer does it alone.
            }

            _finalPassDue = true;
        }

        session?.Dispose();
        _ended.SetResult();
    }

    private static void Try(SqliteSession session)
    {
        try
        {
            session.Query(Checkpoint.With(), row => row.Number(0));
        }
        catch (SqliteException)
        {
            // What cannot be checkpointed now stays in the log, which is as durable; a failing disk fails the next write.
        }
    }
}
