using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using Bot.Storage.Tables;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Keeps conversations and records in one LiteDB file, for one process. Commits in groups, each flushed to disk before its callers return.</summary>
internal sealed class LiteDbStore : IStore, IRowSource
{
    private static readonly Func<CommitResult, bool> OnlyCommitted = result => result == CommitResult.Committed;

    private readonly LiteDbOptions _options;
    private readonly RowSealer _sealer;
    private readonly TimeProvider _clock;
    private readonly LiteDbFile _file;
    private readonly LiteDbCommitter _writer;
    private StoreHealth _health = new(true, 0, null, 0);
    private bool _disposed;

    private LiteDbStore(LiteDbOptions options, RowSealer sealer, TimeProvider clock, LiteDbFile file)
    {
        (_options, _sealer, _clock, _file) = (options, sealer, clock, file);
        _writer = new(options, file);
    }

    /// <summary>Opens the database, made where it is missing.</summary>
    /// <exception cref="StoreUnavailableException">
    /// It cannot be opened, is damaged, held by another process, newer than this build, or sealed with another key.
    /// </exception>
    public static LiteDbStore Open(LiteDbOptions options, Sealer sealer, TimeProvider clock)
    {
        var file = LiteDbFile.Open(options);
        try
        {
            return new(options, FactRows.Accept(file.Writer(), sealer, options.Path), clock, file);
        }
        catch (Exception fault)
        {
            file.Dispose();
            throw LiteDbFault.Explain(fault, options.Path);
        }
    }

    public async Task<StoredConversation?> LoadAsync(string conversation, CancellationToken cancel)
    {
        var found = await ReadAsync(session => SessionRows.Load(session, conversation, _sealer), cancel).ConfigureAwait(false);
        return found is { Session.MovedTo: { } to } ? await LoadAsync(to, cancel).ConfigureAwait(false) : found;
    }

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel)
    {
        var turn = new TurnWrite(commit, _clock.GetUtcNow(), _sealer);
        return _writer.WriteAsync(turn.Write, OnlyCommitted, cancel);
    }

    public async Task<IReadOnlyList<OutboxRow>> PostAsync(OutboxEntry entry, string? owner, TimeSpan lease, CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        var rows = entry.Messages
            .Select(message => owner is null ? OutboxRows.Pending(message, entry, _sealer) : OutboxRows.Begun(message, entry, owner, now + lease, _sealer))
            .ToList();
        var written = await WriteAsync(session => rows.ConvertAll(row => Post(session, row, queued: owner is null, now)), cancel).ConfigureAwait(false);
        return [.. entry.Messages.Where((_, place) => written[place]).Select(message => OutboxEntrySql.Row(entry, message))];
    }

    public async Task<IReadOnlyList<OutboxRow>> ClaimAsync(string owner, DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel)
    {
        // Opened afterwards: the writer's thread belongs to the next group.
        var claimed = await WriteAsync(session => OutboxRows.Claim(session, owner, now, lease, limit), cancel).ConfigureAwait(false);
        var rows = claimed.ConvertAll(row => row.Open(_sealer));
        rows.Sort((a, b) => (a.Row.CreatedAt, a.Seq).CompareTo((b.Row.CreatedAt, b.Seq)));
        return [.. rows.Select(row => row.Row)];
    }

    public Task SettleAsync(string owner, IReadOnlyList<OutboxSettlement> settlements, CancellationToken cancel) =>
        WriteAsync(session => OutboxRows.Settle(session, owner, settlements, _clock.GetUtcNow(), _sealer), cancel);

    public Task<DateTimeOffset?> NextOutboxDueAsync(CancellationToken cancel) => ReadAsync(_ => _file.Outbox.NextDue(), cancel);

    public Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        TimerRows.DueAsync(_file, now, limit, correct => WriteAsync(correct, cancel), _sealer, cancel);

    public Task ApplyStatusesAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel)
    {
        var kept = statuses.Select(changed => EarlyStatus.From(changed, _sealer)).ToList();
        return WriteAsync(session => StatusRows.Apply(session, kept), cancel);
    }

    public Task<DeliveryStatus?> DeliveryOfAsync(string outboxId, CancellationToken cancel) => ReadAsync<DeliveryStatus?>(
        session => OutboxRows.Of(session, outboxId) is [var row, ..] && row.TextOrNull("delivery") is { } word ? Words.Delivery(word) : null, cancel);

    public async Task<FailedMessage?> FailedAsync(StatusChanged failure, CancellationToken cancel)
    {
        var status = EarlyStatus.From(failure, _sealer);
        if (await ReadAsync(session => StatusRows.Failed(session, status), cancel).ConfigureAwait(false) is not { } row) return null;

        var (conversation, address) = OutboxSql.AddresseeOf(row.Text("id"), row.Bytes("payload"), _sealer);
        return new(row.Text("id"), conversation, row.Text("channel"), address, row.Text("kind"), FailureText.Open(row.BytesOrNull("failure"), _sealer) ?? "");
    }

    public Task<IReadOnlyList<MessageCosts>> CostsAsync(string month, CancellationToken cancel) => PassAsync(pass => PriceRows.Costs(pass, month), cancel);

    /// <remarks>Only a <c>poison</c> letter carries an input's id; marking a call's id as handled would turn its outcome away.</remarks>
    public Task AddDeadLetterAsync(DeadLetter letter, CancellationToken cancel)
    {
        var row = LetterRows.Row(letter, _sealer);
        var mark = letter.Kind == DeadLetterSql.Poison ? TurnRow.Mark(row.Text("conversation"), row.Text("id"), letter.At) : null;
        return WriteAsync(
            session =>
            {
                session.Put(LiteTable.DeadLetters, row);
                if (mark is not null) TurnRows.Mark(session, mark);
                return true;
            },
            cancel);
    }

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancel) => ReadAsync<IReadOnlyList<DeadLetter>>(
        session => session.By(LiteTable.DeadLetters, "at", 0L, long.MaxValue, limit, backwards: true).ConvertAll(row => LetterRows.Read(row, _sealer)), cancel);

    /// <remarks>While the file cannot be opened the figures are those of before.</remarks>
    public async Task<StoreHealth> HealthAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var trouble = await WriteTroubleAsync(now, cancel).ConfigureAwait(false);
        try
        {
            return _health = await _file.ReadAsync(
                session =>
                {
                    var (open, oldest) = _file.Outbox.Waiting();
                    return new StoreHealth(trouble is null, open, oldest, 0, trouble).WithLetters(
                        session.By(LiteTable.DeadLetters, "at", 0L, long.MaxValue, int.MaxValue).CountBy(row => row.Text("kind"))
                            .Select(kind => KeyValuePair.Create(kind.Key, (long)kind.Value)));
                },
                cancel).ConfigureAwait(false);
        }
        catch (StoreUnavailableException) when (trouble is not null)
        {
            return _health with { Writable = false, Trouble = trouble };
        }
    }

    public Task<int> PruneAsync(Outdated old, int limit, CancellationToken cancel) => WriteAsync(
        writer =>
        {
            var early = Prune(writer, LiteTable.EarlyStatuses, "at", old.HandledBefore, limit);
            if (early > 0) writer.ReloadEarly();
            return early + TurnRows.Prune(writer, old, limit, _sealer) + Prune(writer, LiteTable.Outbox, "finished", old.FinishedBefore, limit)
                + Prune(writer, LiteTable.Prices, "at", old.HandledBefore - PriceSql.Kept, limit);
        },
        cancel);

    public Task<int> ReleaseLeasesAsync(string exceptOwner, DateTimeOffset now, CancellationToken cancel) =>
        WriteAsync(session => OutboxRows.Release(session, exceptOwner, now), cancel);

    public Task<IReadOnlyList<TranscriptTurn>> TranscriptAsync(string conversation, int limit, CancellationToken cancel) =>
        ReadAsync(session => TurnRows.Newest(session, _sealer.Name(conversation), limit, _sealer), cancel);

    public Task<IReadOnlyList<StoredTurn>> TurnsAsync(string conversation, long version, int limit, CancellationToken cancel) =>
        ReadAsync(session => TurnRows.From(session, _sealer.Name(conversation), version, limit, _sealer), cancel);

    public Task<bool> CountTurnsAsync(int limit, CancellationToken cancel) => WriteAsync(writer => TurnCountRows.Count(writer, limit), cancel);

    public Task<IReadOnlyList<TurnCount>> TurnCountsAsync(string flow, CancellationToken cancel) =>
        ReadAsync(session => TurnCountRows.Of(session, flow), cancel);

    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) =>
        ReadAsync(session => RecordRows.Find(session, kind, key, _sealer), cancel);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        ReadAsync(session => RecordRows.LookUp(session, kind, lookup, value, limit, _sealer), cancel);

    public Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, string lookup, string value, string after, int limit, CancellationToken cancel) =>
        ReadAsync(session => RecordRows.List(session, kind, lookup, value, after, limit, _sealer), cancel);

    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        var records = new RecordsWrite(changes, _clock.GetUtcNow(), _sealer);
        return _writer.WriteAsync(
            session =>
            {
                var stands = records.Stands(session);
                if (stands) records.Write(session);
                return stands;
            },
            static stands => stands,
            cancel);
    }

    public Task<IReadOnlyList<ConversationLine>> ListAsync(string after, int limit, CancellationToken cancel) =>
        ReadAsync(session => SessionRows.List(session, after, limit, _sealer), cancel);

    public Task<ConversationLine?> FindAsync(string sessionId, CancellationToken cancel) =>
        ReadAsync(session => SessionRows.Find(session, sessionId, _sealer), cancel);

    public Task<string?> NewestAsync(string prefix, CancellationToken cancel) =>
        ReadAsync(session => SessionRows.Newest(session, prefix, _sealer), cancel);

    public Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel)
    {
        var name = _sealer.Name(conversation);
        return finished
            ? PassAsync(pass => OutboxRows.Newest(pass.All(LiteTable.Outbox).Where(row => row.Text("conversation") == name), limit, _sealer), cancel)
            : ReadAsync(session => OutboxRows.Newest(session.By(LiteTable.Outbox, "open", int.MaxValue, false, name), limit, _sealer), cancel);
    }

    public Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel) => ReadAsync<IReadOnlyList<StoredTimer>>(
        session => session.Find(LiteTable.Sessions, _sealer.Name(conversation)) is { } row ? [.. TimerRows.Pair(row, conversation).All] : [], cancel);

    public Task<IReadOnlyList<StateCount>> CountByStateAsync(CancellationToken cancel) => PassAsync(SessionRows.CountByState, cancel);

    IStoredRows IRowSource.Rows => new LiteRows(_file, ApplyAsync);

    RowSealer IRowSource.Sealer => _sealer;

    private Resealer Resealer => new(
        new LiteSealedRows(
            (table, after, size, stop) => ReadAsync(session => session.Page(table, after, size), stop),
            (table, id, stop) => ReadAsync(session => session.Find(table, id), stop), ApplyAsync),
        _sealer.Sealer);

    public Task<ResealStep> ResealAsync(CancellationToken cancel) => Resealer.StepAsync(cancel);

    public Task<RotationProgress> RotationAsync(CancellationToken cancel) => Resealer.ProgressAsync(cancel);

    /// <summary>Reads every document, by its key and by each index, and opens every sealed body; empty when all is sound.</summary>
    public Task<IReadOnlyList<string>> IntegrityCheckAsync(CancellationToken cancel) =>
        PassAsync(pass => LiteDbCheck.RunAsync(pass, _sealer.Sealer, _options.Path, cancel), cancel);

    /// <summary>Ends after everything that waits is on disk.</summary>
    /// <remarks>A second time does nothing: a container has the store under several ports, and ends each of them.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;

        await _writer.DisposeAsync().ConfigureAwait(false);
        _file.Dispose();
    }

    private static bool Post(LiteWriter writer, BsonDocument row, bool queued, DateTimeOffset now)
    {
        if (writer.Exists(LiteTable.Outbox, row.Text("id"), row.Text("conversation"))) return false;
        if (queued) OutboxRows.Queue(writer, row, now);
        else writer.SetOutbox(row, isNew: true);
        return true;
    }

    private static int Prune(LiteSession session, LiteTable table, string index, DateTimeOffset before, int limit) =>
        session.Delete(table, session.By(table, index, 0L, before.ToUnixTimeMilliseconds() - 1, limit));

    /// <summary>After a failure the one that writes opens the file anew, before anything is read: otherwise the first message of a new person would hear of a
    /// failure that is over.</summary>
    private async Task<T> ReadAsync<T>(Func<LiteSession, T> read, CancellationToken cancel)
    {
        if (!_file.IsOpen) await WriteAsync(static _ => 0, cancel).ConfigureAwait(false);
        return await _file.ReadAsync(read, cancel).ConfigureAwait(false);
    }

    private Task<T> WriteAsync<T>(Func<LiteWriter, T> work, CancellationToken cancel) => _writer.WriteAsync(work, static _ => true, cancel);

    private Task<bool> ApplyAsync(Action<LiteWriter> work, CancellationToken cancel) => WriteAsync(
        writer =>
        {
            work(writer);
            return true;
        },
        cancel);

    private Task<T> PassAsync<T>(Func<LiteDbPass, T> work, CancellationToken cancel) => PassAsync(pass => Task.FromResult(work(pass)), cancel);

    private Task<T> PassAsync<T>(Func<LiteDbPass, Task<T>> work, CancellationToken cancel) => Task.Run(
        async () =>
        {
            using var pass = _file.BeginPass();
            return await work(pass).ConfigureAwait(false);
        },
        cancel);

    /// <summary>Null when it can be written; else why not, in a word.</summary>
    private async Task<string?> WriteTroubleAsync(DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            await WriteAsync(session => FactRows.Mark(session, now), cancel).ConfigureAwait(false);
            return _writer.RecentFailure?.Word;
        }
        catch (StoreUnavailableException lost)
        {
            return lost.Word;
        }
    }
}
