using Bot.Engine.Abstractions;
using Bot.Storage.Sql;
using Bot.Storage.Writing;
using Microsoft.Data.Sqlite;

namespace Bot.Storage.Sqlite;

/// <summary>The one writer: commits everything that waits in one transaction, flushes once, then returns to every caller.</summary>
/// <remarks>
/// A write that is refused or faulty takes nothing else with it: if it had touched anything, the batch is done again with a savepoint around each. A database
/// that fails is told to every caller of the batch; the next batch begins on a fresh connection.
/// </remarks>
internal sealed class GroupCommitter : WriteGroups<SqliteSession>
{
    private static readonly SqlText Begin = new("begin immediate");
    private static readonly SqlText CommitAll = new("commit");
    private static readonly SqlText Rollback = new("rollback");
    private static readonly SqlText Savepoint = new("savepoint one_write");
    private static readonly SqlText ReleaseSavepoint = new("release one_write");
    private static readonly SqlText RollbackToSavepoint = new("rollback to one_write");

    private readonly SqliteOptions _options;
    private readonly WalCheckpointer _checkpointer;
    private SqliteSession? _session;

    public GroupCommitter(SqliteOptions options, SqliteSession session)
        : base(options.QueueLimit, options.BatchLimit)
    {
        (_options, _session) = (options, session);
        _checkpointer = new(options);
        Start();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        await _checkpointer.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Commit(List<PendingWrite<SqliteSession>> group)
    {
        _session ??= new SqliteSession(_options.Open(_options.WriterCacheBytes));
        if (!TryCommitTogether(_session, group)) CommitWithSavepoints(_session, group);
    }

    protected override StoreUnavailableException OnFailed(Exception fault)
    {
        DropSession();
        return SqliteFault.Explain(fault, _options.Path);
    }

    protected override void OnEnded(int writes)
    {
        if (_session is not null) _checkpointer.OnCommitted(_session, writes);
    }

    protected override void Close() => _session?.Dispose();

    /// <summary>
    /// All without savepoints: a savepoint copies every page a write touches, which doubles its cost. False, with nothing written, when one write must be taken
    /// back.
    /// </summary>
    private static bool TryCommitTogether(SqliteSession session, List<PendingWrite<SqliteSession>> batch)
    {
        session.Execute(Begin);
        foreach (var write in batch)
        {
            session.HasChanges = false;
            var accepted = TryRun(session, write);
            if (accepted || !session.HasChanges) continue;
            session.Execute(Rollback);
            return false;
        }

        session.Execute(CommitAll);
        return true;
    }

    /// <summary>Each behind a savepoint of its own, so that one can be rolled back alone.</summary>
    private static void CommitWithSavepoints(SqliteSession session, List<PendingWrite<SqliteSession>> batch)
    {
        session.Execute(Begin);
        foreach (var write in batch)
        {
            session.Execute(Savepoint);
            if (!TryRun(session, write)) session.Execute(RollbackToSavepoint);
            session.Execute(ReleaseSavepoint);
        }

        session.Execute(CommitAll);
    }

    private static bool TryRun(SqliteSession session, PendingWrite<SqliteSession> write)
    {
        write.SetFault(null);
        try
        {
            return write.Run(session);
        }
        catch (Exception fault) when (session.InTransaction && SqliteFault.IsWriteFault(fault))
        {
            write.SetFault(fault);
            return false;
        }
    }

    // After a failure nothing of the old connection is trusted: not its transaction, not its cache.
    private void DropSession()
    {
        try
        {
            if (_session is { InTransaction: true }) _session.Execute(Rollback);
        }
        catch (SqliteException)
        {
            // The connection is closed next, which rolls back as well.
        }

        _session?.Dispose();
        _session = null;
    }
}
