using System.Threading.Channels;
using Bot.Engine.Abstractions;
using Bot.Engine.Versions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>
/// Sends what the turns left in the outbox: messages and calls, in order per conversation and stream, bounded in parallel, and the only one who retries.
/// </summary>
public sealed class OutboxPump
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Between two claims while more is due than may be under way: one claim for a handful of rows costs the store hardly more than one for each of them.
    /// </summary>
    private static readonly TimeSpan BetweenClaims = TimeSpan.FromMilliseconds(10);

    /// <summary>How often the intake is told how late the oldest row is.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly IConversationStore _store;
    private readonly OutboxSettings _settings;
    private readonly TimeProvider _clock;
    private readonly IEngineObserver _observer;
    private readonly MessageSender _sender;
    private readonly CallMaker _caller;
    private readonly DeliveryReports? _reports;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly PartnerConcurrencyLimiter _limiter;
    private readonly OperationTable _operations;
    private readonly IntakeGate? _gate;
    private readonly IRestrictions? _restrictions;
    private readonly IWorkDivision? _division;
    private readonly FilledConversations _filled = new();
    private int _underWay;
    private long _observed;

    /// <param name="division">Divides what is due among several hosts; null: this one looks for all of it.</param>
    /// <param name="versions">Knows what each version of the flows calls. Null: there is one.</param>
    public OutboxPump(ConversationRunner runner, IConversationStore store, IRecordStore records, OutboxWriter writer,
        OperationTable operations, OutboxSettings settings, TimeProvider clock, IEngineObserver observer, IntakeGate? gate = null,
        IRestrictions? restrictions = null, IWorkDivision? division = null, IFlowVersions? versions = null)
    {
        (_gate, _restrictions, _division) = (gate, restrictions, division);
        (_store, _settings, _clock, _observer, _operations) = (store, settings, clock, observer, operations);
        (_sender, _reports) = (writer.Sender, writer.Reports);
        _limiter = new(settings.PartnerShare, clock);
        _caller = new(operations, runner, store, records, settings, clock, observer, versions);
        runner.OutboxFilled += OnFilled;
        writer.Filled += Wake;
    }

    /// <summary>When the first message may leave that only the pace of sending holds back; null while there is none. For scripted conversations.</summary>
    public DateTimeOffset? HeldUntil => _sender.HeldUntil;

    public void Wake() => _wake.Writer.TryWrite(true);

    private void Wake(string conversation)
    {
        if (_division is not null) _filled.Add(conversation);
        Wake();
    }

    /// <summary>Works until cancelled; then sends what is due for a while yet, and lets what is under way come to its end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var room = Room();
                var begun = await StartDueAsync(room, stop).ConfigureAwait(false);
                if (begun == 0)
                {
                    await RestAsync(stop).ConfigureAwait(false);
                    continue;
                }

                if (_gate is not null && _clock.GetElapsedTime(_observed) >= BetweenLooks)
                    Observed(await NextDueAsync(stop).ConfigureAwait(false));
                if (begun == room) await Task.Delay(BetweenClaims, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // A lost database is no reason to stop: the rows are still there when it is back.
                _observer.OnError("outbox", exception);
                await Task.Delay(_settings.Poll, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await LeaveAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Works off everything that is due now, and what follows from it; returns how many rows that were. For scripted conversations and tests.
    /// </summary>
    public async Task<int> DrainAsync(CancellationToken cancel)
    {
        var total = 0;
        while (true)
        {
            var rows = await _store.ClaimAsync(_settings.Owner, _clock.GetUtcNow(), _settings.Lease, _settings.Parallel, cancel).ConfigureAwait(false);
            if (rows.Count == 0) return total;

            total += rows.Count;
            await Task.WhenAll(rows.Select(row => WorkAsync(row, cancel))).ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync()
    {
        using var limit = new CancellationTokenSource(_settings.DrainTimeout, _clock);
        try
        {
            while (await StartDueAsync(Room(), limit.Token).ConfigureAwait(false) > 0 || Volatile.Read(ref _underWay) > 0)
                await _wake.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The rest is on disk for the next start.
        }
        catch (Exception exception)
        {
            _observer.OnError("outbox", exception);
        }
        while (Volatile.Read(ref _underWay) > 0) await _wake.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>How many rows may be begun.</summary>
    private int Room() => Math.Min(_settings.Parallel - Volatile.Read(ref _underWay), _limiter.Room());

    /// <summary>An operation may say with which others it shares a limit, such as those of one host.</summary>
    private string PartnerOf(OutboxRow row) => row.Call is { } call && _operations.Find(call.Operation, call.FlowsVersion) is { } operation
        ? operation.Partner : PartnerConcurrencyLimiter.PartnerOf(row);

    private async Task<int> StartDueAsync(int room, CancellationToken stop)
    {
        if (room <= 0) return 0;

        var rows = await ClaimAsync(room, stop).ConfigureAwait(false);
        var busy = new List<OutboxSettlement>();
        foreach (var row in rows)
        {
            var partner = PartnerOf(row);
            if (!_limiter.TryEnter(partner))
            {
                // One whose end is in doubt keeps its lease and comes back in doubt.
                if (!row.Recovering) busy.Add(new OutboxSettlement.Later(row.Id, _clock.GetUtcNow() + _settings.ShareWait, "its partner has its share under way"));
                continue;
            }
            Interlocked.Increment(ref _underWay);
            _ = FinishAsync(row, partner);
        }
        if (busy.Count > 0) await _store.SettleAsync(_settings.Owner, busy, stop).ConfigureAwait(false);
        return rows.Count;

        async Task FinishAsync(OutboxRow row, string partner)
        {
            try
            {
                // Not the stop token: what has begun is brought to its end, so that nothing is left in doubt by a tidy shutdown.
                await WorkAsync(row, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // The row keeps its lease and comes back as recovering.
                _observer.OnError("outbox row", exception);
            }
            finally
            {
                _limiter.Leave(partner);
                Interlocked.Decrement(ref _underWay);
                Wake(row.Conversation);
            }
        }
    }

    private void OnFilled(string conversation, int rows)
    {
        _gate?.Queued(rows);
        Wake(conversation);
    }

    private void Observed(DateTimeOffset? due)
    {
        _observed = _clock.GetTimestamp();
        _gate?.Observe(due);
    }

    private Task<DateTimeOffset?> NextDueAsync(CancellationToken stop) =>
        _division?.Current is { } share ? _store.NextOutboxDueAsync(share, stop) : _store.NextOutboxDueAsync(stop);

    /// <summary>Of several hosts each claims what it left itself, and its share of what is due besides.</summary>
    private async Task<IReadOnlyList<OutboxRow>> ClaimAsync(int room, CancellationToken stop)
    {
        var now = _clock.GetUtcNow();
        if (_division?.Current is not { } share) return await _store.ClaimAsync(_settings.Owner, now, _settings.Lease, room, stop).ConfigureAwait(false);

        var filled = _filled.Take();
        var isPart = true;
        try
        {
            var rows = await _store.ClaimAsync(_settings.Owner, WorkScope.Of(share, now, filled), now, _settings.Lease, room, stop).ConfigureAwait(false);
            isPart = rows.Count == room;
            return rows;
        }
        finally
        {
            if (isPart) _filled.PutBack(filled);
        }
    }

    private async Task WorkAsync(OutboxRow row, CancellationToken cancel)
    {
        using var work = _observer.BeginWork(row.Cause);
        var settlement = _restrictions?.Restricts(row.Conversation) == true ? new OutboxSettlement.Finished(row.Id, _clock.GetUtcNow())
            : row.Message is not null
            ? await _sender.SendAsync(row, cancel).ConfigureAwait(false)
            : await _caller.MakeAsync(row, cancel).ConfigureAwait(false);
        if (settlement is not null) await _store.SettleAsync(_settings.Owner, [settlement], cancel).ConfigureAwait(false);
        if (settlement is not OutboxSettlement.Later) _gate?.Ended();
        if (settlement is OutboxSettlement.Sent sent && _reports is not null)
            await _reports.RecordedAsync(sent.Id, sent.ProviderId, cancel).ConfigureAwait(false);
    }

    private async Task RestAsync(CancellationToken stop)
    {
        using var nap = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var next = await NextDueAsync(stop).ConfigureAwait(false);
        Observed(next);
        var due = next - _clock.GetUtcNow();
        var rest = due is { } wait && wait < _settings.Poll ? wait : _settings.Poll;

        // A row may be due and yet stand behind one that is under way: not too eager.
        nap.CancelAfter(rest < ShortestRest ? ShortestRest : rest);
        try
        {
            await _wake.Reader.ReadAsync(nap.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Slept long enough.
        }
    }
}
