using Bot.Engine.Abstractions;
using Bot.Storage.Writing;

namespace Bot.Storage.LiteDb;

/// <summary>Commits everything that waits in one LiteDB transaction.</summary>
/// <remarks>
/// LiteDB has no savepoints, so a write looks before it writes: one that is refused has changed nothing. An exception ends the whole transaction, and LiteDB
/// goes on outside of it without a word; so any exception takes the group back, and each of its writes is done again alone.
/// </remarks>
internal sealed class LiteDbCommitter : WriteGroups<LiteWriter>
{
    private readonly LiteDbFile _file;
    private readonly string _path;

    public LiteDbCommitter(LiteDbOptions options, LiteDbFile file)
        : base(options.QueueLimit, options.BatchLimit)
    {
        (_file, _path) = (file, options.Path);
        Start();
    }

    protected override void Commit(List<PendingWrite<LiteWriter>> group)
    {
        var session = _file.Writer();
        if (TryCommit(session, group) is null) return;
        foreach (var write in group) write.SetFault(TryCommit(session, [write]));
    }

    protected override StoreUnavailableException OnFailed(Exception fault)
    {
        var why = LiteDbFault.Explain(fault, _path);
        _file.Drop(why);
        return why;
    }

    protected override void OnEnded(int writes) => _file.CheckpointIfDue();

    protected override void Close()
    {
    }

    /// <summary>The fault of a write, with nothing written; null when all is on disk.</summary>
    private Exception? TryCommit(LiteWriter session, List<PendingWrite<LiteWriter>> group)
    {
        session.Engine.BeginTrans();
        try
        {
            foreach (var write in group)
            {
                write.SetFault(null);
                write.Run(session);
            }
        }
        catch (Exception fault) when (LiteDbFault.IsWriteFault(fault))
        {
            session.Engine.Rollback();
            _file.ThrowIfFaulty();
            session.Reload();
            return fault;
        }

        if (!session.Engine.Commit()) throw new IOException("LiteDB ended the transaction by itself.");
        _file.ThrowIfFaulty();
        return null;
    }
}
