using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Bot.Storage.Sqlite;

/// <summary>Keeps conversations and records in one SQLite file, for one host. Commits in groups, each flushed to disk before its callers return.</summary>
internal sealed class SqliteStore : IStore, ISqlRunner, IRowSource
{
    private bool _disposed;

    private static readonly Func<CommitResult, bool> OnlyCommitted = result => result == CommitResult.Committed;

    private readonly SqliteOptions _options;
    private readonly RowSealer _sealer;
    private readonly TimeProvider _clock;
    private readonly GroupCommitter _writer;
    private readonly ReadPool _readers;
    private readonly HeldRows _held = new();
    private readonly TimerSql _timers = new(SqlDialect.Sqlite);

    private SqliteStore(SqliteOptions options, RowSealer sealer, TimeProvider clock, SqliteSession session)
    {
        (_options, _sealer, _clock) = (options, sealer, clock);
        _writer = new(options, session);
        _readers = new(options);
    }

    /// <summary>Opens the database, made and brought up to date where needed.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened, is damaged, newer than this build, or sealed with another key.</exception>
    public static SqliteStore Open(SqliteOptions options, Sealer sealer, TimeProvider clock)
    {
        SqliteSession? session = null;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var connection = options.Open(options.WriterCacheBytes);
            session = new SqliteSession(connection);
            if (SqliteMaintenance.QuickCheck(connection, options.StartupCheckLimit) is { } finding) throw SqliteFault.Damaged(options.Path, finding);
            return new(options, SqliteSchema.Prepare(session, sealer, clock.GetUtcNow(), options.Path), clock, session);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            session?.Dispose();
            throw SqliteFault.Explain(fault, options.Path);
        }
    }

    public async Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel)
    {
        var found = await _readers.QueryAsync(SessionSql.Load(conversation, _sealer), row => SessionSql.ReadConversation(row, conversation, _sealer), cancel)
            .ConfigureAwait(false);
        return found is [{ Session.MovedTo: { } to }] ? await LoadAsync(to, cancel).ConfigureAwait(false) : found is [var stored] ? stored : null;
    }

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel)
    {
        if (commit.FinishedCall is { } call) _held.TryTake(call, out _);
        var script = TurnStatements.For(commit, _clock.GetUtcNow(), _sealer);
        return _writer.WriteAsync(session => session.Run(script), OnlyCommitted, cancel);
    }

    public async Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        var script = entry.Messages
            .Select(message =>
                owner is null ? OutboxEntrySql.Pending(entry, message, now, _sealer) : OutboxEntrySql.Begun(entry, message, owner, now + lease, _sealer))
            .ToList();
        var written = await WriteAsync(session => script.ConvertAll(step => session.Execute(step) > 0), cancel).ConfigureAwait(false);
        return [.. entry.Messages.Where((_, place) => written[place]).Select(message => OutboxEntrySql.Row(entry, message))];
    }

    public async Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel)
    {
        // Opened afterwards: the writer's thread belongs to the next batch.
        var claimed = await WriteAsync(session => SqliteClaim.Run(session, owner, now, lease, limit), cancel).ConfigureAwait(false);
        _held.Keep(claimed);
        var rows = claimed.ConvertAll(one => one.Row.Open(_sealer));
        rows.Sort((a, b) => (a.Row.CreatedAt, a.Seq).CompareTo((b.Row.CreatedAt, b.Seq)));
        return [.. rows.Select(row => row.Row)];
    }

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel)
    {
        var prepared = settlements
            .Select(settlement => SqliteSettlement.Of(owner, settlement, _held.TryTake(settlement.Id, out var held) ? held : null, _sealer)).ToList();
        return WriteAsync(session => SqliteSettlement.Apply(session, prepared, _clock.GetUtcNow(), _sealer), cancel);
    }

    public async Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel) =>
        (await _readers.QueryAsync(OutboxSql.NextDue(), row => row.IsNull(0) ? (DateTimeOffset?)null : row.Time(0), cancel).ConfigureAwait(false))[0];

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        _timers.DueAsync(now, limit, step => _readers.QueryAsync(step, row => TimerSql.ReadFound(row, _sealer), cancel),
            step => WriteAsync(session => session.Execute(step), cancel));

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel)
    {
        var kept = statuses.Select(changed => EarlyStatus.From(changed, _sealer)).ToList();
        return WriteAsync(session => SqliteSettlement.Apply(session, kept), cancel);
    }

    public async Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel)
    {
        var found = await _readers.QueryAsync(StatusSql.Delivery(outboxId), row => row.TextOrNull(0), cancel).ConfigureAwait(false);
        return found is [{ } word] ? Words.Delivery(word) : null;
    }

    public async Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel) =>
        (await _readers.QueryAsync(StatusSql.Failed(EarlyStatus.From(failure, _sealer)), row => StatusSql.ReadFailed(row, _sealer), cancel)
            .ConfigureAwait(false)) is [var found]
            ? found
            : null;

    public async Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel) =>
        await _readers.QueryAsync(PriceSql.Costs(month), PriceSql.Read, cancel).ConfigureAwait(false);

    /// <remarks>Only a <c>poison</c> letter carries an input's id; marking a call's id as handled would turn its outcome away.</remarks>
    public Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel)
    {
        var script = new List<SqlStep> { DeadLetterSql.Add(letter, _sealer) };
        if (letter.Kind == DeadLetterSql.Poison)
            script.Add(TurnLogSql.Add(TurnRow.Mark(_sealer.Name(letter.Conversation), _sealer.Names.Id(letter.Id), letter.At)));
        return WriteAsync(session => session.Run(script), cancel);
    }

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel) =>
        await _readers.QueryAsync(DeadLetterSql.Newest(limit), row => DeadLetterSql.Read(row, _sealer), cancel).ConfigureAwait(false);

    public async Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var trouble = await WriteTroubleAsync(now, cancel).ConfigureAwait(false);
        return await _readers.ReadAsync(
            session =>
            {
                var (open, oldest) = session.Query(OutboxSql.Waiting(), row => (row.Number(0), row.IsNull(1) ? (DateTimeOffset?)null : row.Time(1)))[0];
                return new StoreHealth(trouble is null, open, oldest, 0, trouble).WithLetters(session.Query(DeadLetterSql.Count(), DeadLetterSql.ReadCount));
            },
            cancel).ConfigureAwait(false);
    }

    public async Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel)
    {
        // Opened and sealed anew beside the writer, which is the only one that changes them.
        SqlStep[] steps =
        [
            .. await _readers.QueryAsync(TurnLogSql.Heard(TurnLogSql.HeardBefore(old), limit), row => TurnLogSql.Cut(row, _sealer), cancel)
                .ConfigureAwait(false),
            .. TurnLogSql.Prune(old, limit),
            StatusSql.Prune(old.HandledBefore, limit), OutboxSql.Prune(old.FinishedBefore, limit), PriceSql.Prune(old.HandledBefore, limit),
        ];
        return await WriteAsync(session => steps.Sum(step => session.Execute(step)) + FreePages.GiveBack(session), cancel).ConfigureAwait(false);
    }

    /// <summary>Makes due at once the rows that another owner had begun. For the start of the only host: the processes that held them are gone.</summary>
    public Task<int> ReleaseLeasesAsync(string exceptOwner, DateTimeOffset now, CancellationToken cancel) =>
        WriteAsync(session => session.Execute(OutboxSql.Release(exceptOwner, now)), cancel);

    /// <summary>The newest turns of a conversation as they were said, newest first.</summary>
    public async Task<IReadOnlyList<TranscriptTurn>> TranscriptAsync(string conversation, int limit, CancellationToken cancel) =>
        await _readers.QueryAsync(TurnLogSql.Newest(conversation, limit, _sealer), row => TurnLogSql.Read(row, conversation, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredTurn>> TurnsAsync(string conversation, long version, int limit, CancellationToken cancel) =>
        await _readers.QueryAsync(TurnLogSql.From(conversation, version, limit, _sealer), row => TurnLogSql.ReadWhole(row, conversation, _sealer), cancel)
            .ConfigureAwait(false);

    public Task<bool> CountTurnsAsync(int limit, CancellationToken cancel)
    {
        var steps = TurnCountSql.Count(SqlDialect.Sqlite, limit).ToList();
        return WriteAsync(session => steps.ConvertAll(step => session.Execute(step))[^1] > 0, cancel);
    }

    public async Task<IReadOnlyList<TurnCount>> TurnCountsAsync(string flow, CancellationToken cancel) =>
        await _readers.QueryAsync(TurnCountSql.Of(flow), TurnCountSql.Read, cancel).ConfigureAwait(false);

    public async Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        var found = await _readers.QueryAsync(RecordSql.Find(kind, key, _sealer), row => RecordSql.Read(row, _sealer), cancel).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        await _readers.QueryAsync(RecordSql.LookUp(kind, lookup, value, limit, _sealer), row => RecordSql.Read(row, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, string lookup, string value, string after, int limit, CancellationToken cancel) =>
        await _readers.QueryAsync(RecordSql.List(kind, lookup, value, after, limit, _sealer), row => RecordSql.Read(row, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<ConversationLine>> ListAsync(string after, int limit, CancellationToken cancel) =>
        await _readers.QueryAsync(SessionSql.List(after, limit), row => SessionSql.ReadLine(row, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<ConversationLine?> FindAsync(string sessionId, CancellationToken cancel) =>
        (await _readers.QueryAsync(SessionSql.Find(sessionId), row => SessionSql.ReadLine(row, _sealer), cancel).ConfigureAwait(false)) is [var line]
            ? line
            : null;

    public async Task<string?> NewestAsync(string prefix, CancellationToken cancel) =>
        (await _readers.QueryAsync(SessionSql.Newest(prefix, _sealer), row => SessionSql.ReadNewest(row, _sealer), cancel)
            .ConfigureAwait(false)) is [var newest]
            ? newest
            : null;

    public async Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        var script = new List<SqlStep>();
        foreach (var change in changes) RecordSql.Change(script, change, _clock.GetUtcNow(), _sealer);
        return await _writer.WriteAsync(session => session.Run(script), OnlyCommitted, cancel).ConfigureAwait(false) == CommitResult.Committed;
    }

    public async Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel) =>
        await _readers.QueryAsync(InspectorSql.Outbox(conversation, finished, limit, _sealer), row => InspectorSql.ReadOutbox(row, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel) =>
        [.. (await _readers.QueryAsync(TimerSql.Of(conversation, _sealer), row => TimerSql.Read(row, conversation), cancel).ConfigureAwait(false))
            .SelectMany(pair => pair.All)];

    public async Task<IReadOnlyList<StateCount>> CountByStateAsync(CancellationToken cancel) =>
        await _readers.QueryAsync(InspectorSql.States(), InspectorSql.ReadStates, cancel).ConfigureAwait(false);

    public Task<ResealStep> ResealAsync(CancellationToken cancel) => Resealer.StepAsync(cancel);

    public Task<RotationProgress> RotationAsync(CancellationToken cancel) => Resealer.ProgressAsync(cancel);

    /// <summary>Keeps the key of hashes that is in force, for the times in which another database does not tell it.</summary>
    public async Task KeepHashingAsync(CancellationToken cancel)
    {
        if (StoreKeys.KeepsHashing(await _readers.QueryAsync(FactSql.All(), FactSql.Read, cancel).ConfigureAwait(false), _sealer.Sealer)) return;
        await WriteAsync(session => session.Execute(FactSql.Step(StoreKeys.KeepHashing(_sealer.Sealer))), cancel).ConfigureAwait(false);
    }

    /// <summary>What SQLite finds wrong with the file, and which rows do not open; empty when it is sound. Reads the whole file.</summary>
    public Task<IReadOnlyList<string>> IntegrityCheckAsync(CancellationToken cancel) => SqliteMaintenance.CheckAsync(_options, _sealer.Sealer, cancel);

    private Resealer Resealer => new(new SqlSealedRows(this, SqlDialect.Sqlite), _sealer.Sealer);

    IStoredRows IRowSource.Rows => new SqlRows(this);

    RowSealer IRowSource.Sealer => _sealer;

    Task<List<T>> ISqlRunner.QueryAsync<T>(SqlStep step, Func<SqlRow, T> read, CancellationToken cancel) => _readers.QueryAsync(step, read, cancel);

    Task<List<int>> ISqlRunner.ExecuteAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancel) =>
        WriteAsync(session => steps.Select(step => session.Execute(step)).ToList(), cancel);

    /// <summary>Ends after everything that waits is on disk.</summary>
    /// <remarks>A second time does nothing: a container has the store under several ports, and ends each of them.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;

        await _writer.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
    }

    private Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancel) => _writer.WriteAsync(work, static _ => true, cancel);

    /// <summary>Null when it can be written; else why not, in a word.</summary>
    private async Task<string?> WriteTroubleAsync(DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            await WriteAsync(session => session.Execute(FactSql.Step(FactSql.Marked(now))), cancel)
                .ConfigureAwait(false);
            return _writer.RecentFailure?.Word;
        }
        catch (StoreUnavailableException lost)
        {
            return lost.Word;
        }
    }
}
