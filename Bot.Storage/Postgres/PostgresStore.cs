using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>
/// Keeps conversations and records in PostgreSQL, for any number of hosts at once. Turns that wait together are one round trip and one transaction.
/// </summary>
/// <remarks>
/// Hosts need not know of each other: a session's version decides which turn wins, an outbox row's lease which host sends it, and all share the handled ids.
/// </remarks>
internal sealed class PostgresStore : IStore, IRowSource
{
    private static readonly SqlText StalledText = new(
        """
        select conversation, stream from outbox where finished_at is null
        group by conversation, stream having count(due_at) = 0 limit 100
        """);

    private static readonly SqlText RecountText = new("select setval(pg_get_serial_sequence('turns', 'seq'), (select max(seq) from turns))");

    private readonly PostgresLink _link;
    private readonly TurnGroup _turns;
    private readonly SessionReads _sessions;
    private readonly PostgresSettlement _settlement;
    private readonly PostgresDeliveries _deliveries;
    private readonly RowSealer _sealer;
    private readonly TimeProvider _clock;
    private readonly string _name;
    private readonly OutboxSql _outbox = new(SqlDialect.Postgres);
    private readonly TimerSql _timers = new(SqlDialect.Postgres);

    private PostgresStore(PostgresLink link, RowSealer sealer, TimeProvider clock, string name) =>
        (_link, _turns, _sessions, _settlement, _deliveries, _sealer, _clock, _name) =
            (link, new(link), new(link, sealer), new(link, sealer), new(link, sealer), sealer, clock, name);

    /// <summary>A pooler stands before the server, so nothing is prepared by name.</summary>
    public bool Pooled { get; private init; }

    /// <summary>Connects, and makes or brings up to date the tables where needed.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer, refuses us, is newer than this build, or sealed with another key.</exception>
    public static Task<PostgresStore> OpenAsync(PostgresConnection options, Sealer sealer, TimeProvider clock) =>
        ConnectedAsync(options, clock as ServerClock, async (source, pooled) =>
        {
            var rows = await PostgresSchema.PrepareAsync(source, sealer, clock, options.Name).ConfigureAwait(false);
            var store = new PostgresStore(new(source, options.Name), rows, clock, options.Name) { Pooled = pooled };
            (clock as ServerClock)?.Follow(store._link);
            return store;
        });

    /// <summary>What is wrong with a database; see <see cref="IntegrityCheckAsync"/>. Changes nothing, whichever build wrote it.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer, refuses us, has no tables, or was sealed with another key.</exception>
    public static async Task<IReadOnlyList<string>> LookAsync(PostgresConnection options, Sealer sealer, CancellationToken cancel)
    {
        var link = await ConnectedAsync(options, null, (source, _) => Task.FromResult(new PostgresLink(source, options.Name))).ConfigureAwait(false);
        await using var linkScope = link.ConfigureAwait(false);
        try
        {
            return await CheckAsync(link, sealer, options.Name, cancel).ConfigureAwait(false);
        }
        catch (PostgresException empty) when (empty.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new StoreUnavailableException($"There are no tables of a bot in {options.Name}: nothing was ever stored there.", empty);
        }
    }

    private static async Task<T> ConnectedAsync<T>(PostgresConnection options, ServerClock? clock, Func<NpgsqlDataSource, bool, Task<T>> open)
    {
        NpgsqlDataSource? source = null;
        try
        {
            var connection = await options.LookedAtAsync().ConfigureAwait(false);
            source = connection.Source(clock);
            return await open(source, connection.Pooled).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (source is not null) await source.DisposeAsync().ConfigureAwait(false);
            if (PostgresFault.IsDatabaseFailure(fault)) throw PostgresFault.Explain(fault, options.Name);
            throw;
        }
    }

    public Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel) => _sessions.LoadAsync(conversation, cancel);

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel) =>
        TurnGroup.Takes(commit)
            ? _turns.CommitAsync(SealedTurn.Of(commit, _clock.GetUtcNow(), _sealer), cancel)
            : _link.RunAsync([PostgresLocks.Of(commit, _sealer), .. TurnStatements.For(commit, _clock.GetUtcNow(), _sealer)], cancel,
                repeatable: true);

    public async Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        var written = new List<OutboxRow>();
        foreach (var message in entry.Messages)
        {
            var step = owner is null ? OutboxEntrySql.Pending(entry, message, now, _sealer) : OutboxEntrySql.Begun(entry, message, owner, now + lease, _sealer);
            var result = await _link.RunAsync([PostgresLocks.Of(_sealer.Name(entry.Conversation)), step.Else(CommitResult.Duplicate)], cancel)
                .ConfigureAwait(false);
            if (result == CommitResult.Committed) written.Add(OutboxEntrySql.Row(entry, message));
        }
        return written;
    }

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        ClaimedAsync(_outbox.Claim(owner, now, lease, limit), cancel);

    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, WorkScope scope, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        ClaimedAsync(ShareSql.Claim(owner, scope, now, lease, limit, _sealer), cancel);

    private async Task<IReadOnlyList<OutboxRow>> ClaimedAsync(SqlStep claim, CancellationToken cancel)
    {
        var rows = await _link.ExecuteReturningAsync(claim, row => OutboxSql.ReadClaimed(row, _sealer), cancel).ConfigureAwait(false);
        rows.Sort((a, b) => (a.Row.CreatedAt, a.Seq).CompareTo((b.Row.CreatedAt, b.Seq)));
        return [.. rows.Select(row => row.Row)];
    }

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel) =>
        _settlement.SettleAsync(owner, settlements, _clock.GetUtcNow(), cancel);

    public async Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel) =>
        (await _link.QueryAsync(OutboxSql.NextDue(), row => row.IsNull(0) ? (DateTimeOffset?)null : row.Time(0), cancel).ConfigureAwait(false))[0];

    public async Task<DateTimeOffset?> NextOutboxDueAsync(WorkShare share, CancellationToken cancel) =>
        (await _link.QueryAsync(ShareSql.NextDue(share), row => (DateTimeOffset?)row.Time(0), cancel).ConfigureAwait(false)).FirstOrDefault();

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel) => TimersAsync(now, limit, null, cancel);

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, WorkScope scope, int limit, CancellationToken cancel) =>
        TimersAsync(now, limit, ShareSql.Timers(now, scope, limit), cancel);

    private Task<IReadOnlyList<StoredTimer>> TimersAsync(DateTimeOffset now, int limit, SqlStep? share, CancellationToken cancel) =>
        _timers.DueAsync(now, limit, step => _link.QueryAsync(step, row => TimerSql.ReadFound(row, _sealer), cancel),
            async step => (await _link.ExecuteAsync([step], cancel).ConfigureAwait(false))[0], share);

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel) => _deliveries.ApplyAsync(statuses, cancel);

    public async Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel)
    {
        var found = await _link.QueryAsync(StatusSql.Delivery(outboxId), row => row.TextOrNull(0), cancel).ConfigureAwait(false);
        return found is [{ } word] ? Words.Delivery(word) : null;
    }

    public async Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel) =>
        (await _link.QueryAsync(StatusSql.Failed(EarlyStatus.From(failure, _sealer)), row => StatusSql.ReadFailed(row, _sealer), cancel)
            .ConfigureAwait(false)) is [var found, ..]
            ? found
            : null;

    public async Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel) =>
        await _link.QueryAsync(PriceSql.Costs(month), PriceSql.Read, cancel).ConfigureAwait(false);

    /// <remarks>Only a <c>poison</c> letter carries an input's id; marking a call's id as handled would turn its outcome away.</remarks>
    public Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel)
    {
        var steps = new List<SqlStep> { PostgresLocks.Of(_sealer.Name(letter.Conversation)), DeadLetterSql.Add(letter, _sealer) };
        if (letter.Kind == DeadLetterSql.Poison)
            steps.Add(TurnLogSql.Add(TurnRow.Mark(_sealer.Name(letter.Conversation), _sealer.Names.Id(letter.Id), letter.At)));
        return _link.RunAsync(steps, cancel, repeatable: true);
    }

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel) =>
        await _link.QueryAsync(DeadLetterSql.Newest(limit), row => DeadLetterSql.Read(row, _sealer), cancel).ConfigureAwait(false);

    /// <exception cref="StoreUnavailableException">It cannot even be read.</exception>
    public async Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var writable = await CanWriteAsync(now, cancel).ConfigureAwait(false);
        var (open, oldest) = (
            await _link.QueryAsync(OutboxSql.Waiting(), row => (row.Number(0), row.IsNull(1) ? (DateTimeOffset?)null : row.Time(1)), cancel)
                .ConfigureAwait(false))[0];
        return new StoreHealth(writable, open, oldest, 0).WithLetters(await _link.QueryAsync(DeadLetterSql.Count(), DeadLetterSql.ReadCount,
            cancel).ConfigureAwait(false));
    }

    public async Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel)
    {
        SqlStep[] statements =
        [
            .. await _link.QueryAsync(TurnLogSql.Heard(TurnLogSql.HeardBefore(old), limit), row => TurnLogSql.Cut(row, _sealer), cancel).ConfigureAwait(false),
            .. TurnLogSql.Prune(old, limit),
            StatusSql.Prune(old.HandledBefore, limit),
            OutboxSql.Prune(old.FinishedBefore, limit),
            PriceSql.Prune(old.HandledBefore, limit),
        ];
        return (await _link.ExecuteAsync(statements, cancel).ConfigureAwait(false)).Sum();
    }

    /// <summary>None: another host may be at work on what it leased. What a dead one had begun comes back when its lease is over.</summary>
    public Task<int> ReleaseLeasesAsync(string exceptOwner, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(0);

    public async Task<IReadOnlyList<TranscriptTurn>> TranscriptAsync(string conversation, int limit, CancellationToken cancel) =>
        await _link.QueryAsync(TurnLogSql.Newest(conversation, limit, _sealer), row => TurnLogSql.Read(row, conversation, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredTurn>> TurnsAsync(string conversation, long version, int limit, CancellationToken cancel) =>
        await _link.QueryAsync(TurnLogSql.From(conversation, version, limit, _sealer), row => TurnLogSql.ReadWhole(row, conversation, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<bool> CountTurnsAsync(int limit, CancellationToken cancel) =>
        (await _link.ExecuteInBlockAsync([.. TurnCountSql.Count(SqlDialect.Postgres, limit)], cancel).ConfigureAwait(false))[^1] > 0;

    public async Task<IReadOnlyList<TurnCount>> TurnCountsAsync(string flow, CancellationToken cancel) =>
        await _link.QueryAsync(TurnCountSql.Of(flow), TurnCountSql.Read, cancel).ConfigureAwait(false);

    IStoredRows IRowSource.Rows => new SqlRows(_link, RecountText);

    RowSealer IRowSource.Sealer => _sealer;

    private Resealer Resealer => new(new SqlSealedRows(_link, SqlDialect.Postgres), _sealer.Sealer);

    public Task<ResealStep> ResealAsync(CancellationToken cancel) => Resealer.StepAsync(cancel);

    public Task<RotationProgress> RotationAsync(CancellationToken cancel) => Resealer.ProgressAsync(cancel);

    /// <remarks>
    /// Pages and indexes are the server's to check (data checksums, pg_amcheck); this looks for a conversation whose next message would never be sent, and
    /// opens every sealed body.
    /// </remarks>
    public Task<IReadOnlyList<string>> IntegrityCheckAsync(CancellationToken cancel) => CheckAsync(_link, _sealer.Sealer, _name, cancel);

    private static async Task<IReadOnlyList<string>> CheckAsync(PostgresLink link, Sealer sealer, string name, CancellationToken cancel)
    {
        var stalled = await link.QueryAsync(StalledText.With(),
            row => $"The {row.Text(1)} of a conversation ({row.Text(0).Split(':')[0]}) wait, and none of them is due.", cancel).ConfigureAwait(false);
        return [.. stalled, .. await SealedBodies.CheckAsync(link, SqlDialect.Postgres, sealer, name, cancel).ConfigureAwait(false)];
    }

    public async Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        var found = await _link.QueryAsync(RecordSql.Find(kind, key, _sealer), row => RecordSql.Read(row, _sealer), cancel).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        await _link.QueryAsync(RecordSql.LookUp(kind, lookup, value, limit, _sealer), row => RecordSql.Read(row, _sealer), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, string lookup, string value, string after, int limit, CancellationToken cancel) =>
        await _link.QueryAsync(RecordSql.List(kind, lookup, value, after, limit, _sealer), row => RecordSql.Read(row, _sealer), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<ConversationLine>> ListAsync(string after, int limit, CancellationToken cancel) =>
        await _link.QueryAsync(SessionSql.List(after, limit), row => SessionSql.ReadLine(row, _sealer), cancel).ConfigureAwait(false);

    public async Task<ConversationLine?> FindAsync(string sessionId, CancellationToken cancel) =>
        (await _link.QueryAsync(SessionSql.Find(sessionId), row => SessionSql.ReadLine(row, _sealer), cancel).ConfigureAwait(false)) is [var line]
            ? line
            : null;

    public async Task<string?> NewestAsync(string prefix, CancellationToken cancel) =>
        (await _link.QueryAsync(SessionSql.Newest(prefix, _sealer), row => SessionSql.ReadNewest(row, _sealer), cancel).ConfigureAwait(false)) is [var newest]
            ? newest
            : null;

    public async Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel) =>
        await _link.QueryAsync(InspectorSql.Outbox(conversation, finished, limit, _sealer), row => InspectorSql.ReadOutbox(row, _sealer), cancel)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel) =>
        [.. (await _link.QueryAsync(TimerSql.Of(conversation, _sealer), row => TimerSql.Read(row, conversation), cancel).ConfigureAwait(false))
            .SelectMany(pair => pair.All)];

    public async Task<IReadOnlyList<StateCount>> CountByStateAsync(CancellationToken cancel) =>
        await _link.QueryAsync(InspectorSql.States(), InspectorSql.ReadStates, cancel).ConfigureAwait(false);

    public async Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        var steps = new List<SqlStep>();
        foreach (var change in changes) RecordSql.Change(steps, change, _clock.GetUtcNow(), _sealer);
        return steps.Count == 0 || await _link.RunAsync(steps, cancel).ConfigureAwait(false) == CommitResult.Committed;
    }

    /// <summary>Ends after everything that waits is written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turns.DisposeAsync().ConfigureAwait(false);
        await _sessions.DisposeAsync().ConfigureAwait(false);
        await _settlement.DisposeAsync().ConfigureAwait(false);
        await _deliveries.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<bool> CanWriteAsync(DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            await _link.RunAsync([FactSql.Step(FactSql.Marked(now))], cancel, repeatable: true).ConfigureAwait(false);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
