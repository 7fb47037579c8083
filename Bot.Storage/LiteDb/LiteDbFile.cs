using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Bot.Engine.Abstractions;
using LiteDB;
using LiteDB.Engine;

namespace Bot.Storage.LiteDb;

/// <summary>A LiteDB file with its log, for one process: its lock, its engine, opened anew after a failure, and those that read beside the writer.</summary>
/// <remarks>
/// Files: <c>bot.db</c>, as LiteDB writes it; <c>bot.db-wal</c>, see <see cref="CommitLog"/>, gone after a clean end; <c>bot.db-lock</c>, empty.
/// </remarks>
internal sealed class LiteDbFile : IDisposable
{
    /// <summary>The newest form of the documents.</summary>
    private const int Schema = 2;

    /// <summary>Handled ids and transcripts were collections of their own.</summary>
    private const int BeforeTurnLog = 1;

    private const string SchemaPragma = "USER_VERSION";

    /// <summary>Off: LiteDB's own checkpoints come in the middle of a commit, and while a pass reads.</summary>
    private const string CheckpointPragma = "CHECKPOINT";

    private readonly LiteDbOptions _options;
    private readonly FileStream _lock;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<LiteSession> _idle = [];
    private readonly Lock _passes = new();
    private int _reading;
    private OpenEngine? _open;
    private StoreUnavailableException? _why;
    private LiteWriter? _writer;

    private LiteDbFile(LiteDbOptions options, FileStream locked) => (_options, _lock, _free) = (options, locked, new(options.Readers, options.Readers));

    private string LogPath => LogOf(_options.Path);

    /// <exception cref="StoreUnavailableException">It cannot be opened, is damaged, another process has it, or a newer build wrote it.</exception>
    public static LiteDbFile Open(LiteDbOptions options)
    {
        LiteDbFile? file = null;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            file = new(options, Acquire(options.Path));
            file.Start();
            return file;
        }
        catch (Exception fault)
        {
            file?.Drop();
            file?._lock.Dispose();
            throw LiteDbFault.Explain(fault, options.Path);
        }
    }

    /// <summary>Reads everything in a file that no process has open. Changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it.</exception>
    public static LiteDbPass Look(LiteDbOptions options)
    {
        var locked = Acquire(options.Path);
        return new(options, CommitLog.CountConfirmed(LogOf(options.Path)), locked.Dispose);
    }

    /// <summary>The log of a database file.</summary>
    public static string LogOf(string path) => path + "-wal";

    /// <summary>For the one thread that writes.</summary>
    public LiteWriter Writer()
    {
        if (_open is null) Start();
        return _writer!;
    }

    /// <summary>False after a failure, until the next write.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>Outbox rows that have not ended, as the writer knows them.</summary>
    public OpenRows Outbox => _writer?.Open ?? throw Closed();

    /// <summary>After a commit: what the log's disk threw, or nothing.</summary>
    public void ThrowIfFaulty()
    {
        if (_open?.Log.Fault is { } fault) ExceptionDispatchInfo.Throw(fault);
    }

    /// <summary>After a failure: nothing of the engine is trusted, not its transaction, not its cache.</summary>
    /// <param name="why">Told to those who read until the next write opens it; null for none.</param>
    public void Drop(StoreUnavailableException? why = null)
    {
        _why = why;
        var dropped = _open;
        (_open, _writer) = (null, null);
        _idle.Clear();
        dropped?.Dispose();
    }

    /// <summary>Reads beside the writer what was committed before.</summary>
    /// <exception cref="StoreUnavailableException">The database could not be read.</exception>
    public async Task<T> ReadAsync<T>(Func<LiteSession, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var engine = _open?.Engine ?? throw Closed();
            if (!_idle.TryTake(out var session) || session.Engine != engine) session = new(engine);
            var answer = read(session);
            ThrowIfFaulty();
            _idle.Add(session);
            return answer;
        }
        catch (Exception fault) when (fault is LiteException or IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw LiteDbFault.Explain(fault, _options.Path);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Begins a pass over everything as it stands now, through an engine of its own. The log only grows until it ends.</summary>
    public LiteDbPass BeginPass()
    {
        lock (_passes)
        {
            var open = _open ?? throw Closed();
            _reading++;
            return new(_options, open.Log.Confirmed, EndPass);
        }
    }

    /// <summary>Writes the log into the file when there is enough of it. Called by the writer between two groups.</summary>
    public void CheckpointIfDue()
    {
        if (_open is not { } open || open.Log.Length < (long)_options.CheckpointAfter * CommitLog.PageSize) return;
        try
        {
            Checkpoint(open);
            if (open.Log.Fault is not null) Drop();
        }
        catch (Exception)
        {
            // What cannot be written into the file now stays in the log, which is as durable; a failing disk fails the next write.
        }
    }

    /// <summary>Copies everything to a new file.</summary>
    public void CopyTo(string target)
    {
        if (_open is { } open) Checkpoint(open);
        File.Copy(_options.Path, target);
    }

    /// <summary>Ends with everything in the file, and no log beside it.</summary>
    public void Dispose()
    {
        if (_open is { } open)
        {
            try
            {
                Checkpoint(open);
                Drop();
                if (open.Log is { IsEmpty: true, Fault: null }) File.Delete(LogPath);
            }
            catch (Exception)
            {
                // The log keeps what is not in the file.
                Drop();
            }
        }

        _lock.Dispose();
        _free.Dispose();
    }

    private StoreUnavailableException Closed() =>
        new(_why?.Message ?? $"The database {_options.Path} is closed; the next write opens it.") { Word = _why?.Word ?? "down" };

    private static FileStream Acquire(string path)
    {
        try
        {
            return new($"{path}-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held is not DirectoryNotFoundException)
        {
            throw new StoreUnavailableException($"The database {path} is held by another process, and LiteDB takes one at a time. Stop that one first.", held);
        }
    }

    private void Start()
    {
        if (!DataFile.IsOurs(_options.Path)) throw LiteDbFault.NoDatabase(_options.Path);
        var log = CommitLog.Open(LogPath, keptBytes: 2L * _options.CheckpointAfter * CommitLog.FrameSize);
        var open = new OpenEngine(new(_options.Path, readOnly: false), log, readOnly: false);
        try
        {
            Prepare(open.Engine);
            if (log.Fault is { } fault) ExceptionDispatchInfo.Throw(fault);
        }
        catch
        {
            open.Dispose();
            throw;
        }

        (_open, _writer) = (open, new(open.Engine));
    }

    private void Prepare(LiteEngine engine)
    {
        var found = engine.Pragma(SchemaPragma).AsInt32;
        if (found > Schema)
            throw new StoreUnavailableException($"The database {_options.Path} was written by a newer build (schema {found}, this one knows {Schema}). Start that build, or name another database.");
        CreateCollections(engine);
        if (found == Schema) return;

        engine.Pragma(CheckpointPragma, 0);
        foreach (var table in LiteTable.All)
        {
            foreach (var index in table.Indexes) engine.EnsureIndex(table.Name, index.Name, BsonExpression.Create($"$.{index.Field}[*]"), unique: false);
        }

        if (found == BeforeTurnLog) OldTurns.Move(engine);
        engine.Pragma(SchemaPragma, Schema);
    }

    /// <summary>
    /// Creates the collections that no index creates. Left to the first insert, a read beside it may find the collection's page before it is written, and
    /// fails as on a damaged file (LiteDB 5.0.21).
    /// </summary>
    private static void CreateCollections(LiteEngine engine)
    {
        var known = engine.GetCollectionNames().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var table in LiteTable.All.Where(table => table.Indexes.Count == 0 && !known.Contains(table.Name)))
        {
            engine.Insert(table.Name, [new BsonDocument { ["_id"] = 0 }], BsonAutoId.ObjectId);
            engine.Delete(table.Name, [0]);
        }
    }

    private void Checkpoint(OpenEngine open)
    {
        lock (_passes)
        {
            if (_reading == 0) open.Engine.Checkpoint();
        }
    }

    private void EndPass()
    {
        lock (_passes) _reading--;
    }
}
