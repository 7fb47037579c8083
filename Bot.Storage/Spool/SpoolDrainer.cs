using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Spool;

/// <summary>
/// Brings what was kept on this disk to the database when it is back: products' own first, then events, in order per conversation, conversations in parallel.
/// </summary>
/// <remarks>
/// An event leaves the spool after its turn is committed; after a crash in between it is handled again, and its handled id makes that a duplicate.
/// </remarks>
public sealed class SpoolDrainer
{
    /// <summary>Failures of one event, with a database that answers, after which it is put aside: it must not hold up the events behind it.</summary>
    private const int TryLimit = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly EventSpool _spool;
    private readonly IReadOnlyList<IFallbackSync> _syncs;
    private readonly DeferredStore _store;
    private readonly ConversationRunner _runner;
    private readonly TimeProvider _clock;
    private readonly ILogger<SpoolDrainer> _log;
    private readonly DeliveryReports? _reports;
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);

    internal SpoolDrainer(EventSpool spool, IReadOnlyList<IFallbackSync> syncs, DeferredStore store, ConversationRunner runner, TimeProvider clock,
        ILogger<SpoolDrainer> log, DeliveryReports? reports = null) =>
        (_spool, _syncs, _store, _runner, _clock, _log, _reports) = (spool, syncs, store, runner, clock, log, reports);

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await TryAsync(stop).ConfigureAwait(false))
                {
                    pause = FirstPause;
                    await _spool.WaitAsync(stop).ConfigureAwait(false);
                    continue;
                }
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                _log.LogError(failure, "The spool could not be worked off; it is tried again");
            }

            await Task.Delay(pause, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>One attempt: true when the database answers and nothing is left here.</summary>
    public async Task<bool> TryAsync(CancellationToken cancel)
    {
        try
        {
            await _store.OpenAsync(cancel).ConfigureAwait(false);
            if (!(await _store.HealthAsync(_clock.GetUtcNow(), cancel).ConfigureAwait(false)).Writable) throw new StoreUnavailableException("It can be read, but not written.");

            _spool.MarkBack();
            var isEmpty = true;
            foreach (var sync in _syncs) isEmpty &= await sync.SyncAsync(cancel).ConfigureAwait(false);
            while (await _spool.OldestAsync(cancel).ConfigureAwait(false) is { Count: > 0 } page)
            {
                var drained = await Task.WhenAll(page.GroupBy(row => row.Event.Conversation).Select(rows => DrainAsync([.. rows], cancel)))
                    .ConfigureAwait(false);
                if (drained.Contains(false)) return false;
            }

            _spool.EndIfEmpty();
            return isEmpty && _spool.Count == 0;
        }
        catch (StoreUnavailableException failure)
        {
            _spool.MarkAway(failure);
            return false;
        }
    }

    private async Task<bool> DrainAsync(SpooledRow[] rows, CancellationToken cancel)
    {
        if (rows[0].Event.Conversation.Length == 0)
            return await TryAsync(rows, () => ApplyAsync([.. rows.Select(row => row.Event.Status!)], cancel), cancel).ConfigureAwait(false);

        foreach (var row in rows)
        {
            if (!await TryAsync([row], () =>
                _runner.RunAsync(row.Event.Conversation, row.Event.Facts!, row.Event.Input!.HeardAt(_clock.GetUtcNow()), cancel), cancel).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task ApplyAsync(IReadOnlyList<StatusChanged> statuses, CancellationToken cancel)
    {
        await _store.ApplyStatusesAsync(statuses, cancel).ConfigureAwait(false);
        if (_reports is not null) await _reports.ApplyAsync(statuses, cancel).ConfigureAwait(false);
    }

    /// <summary>Handles events of one conversation; false when those behind them must wait.</summary>
    private async Task<bool> TryAsync(SpooledRow[] rows, Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (QueueFullException)
        {
            // A storm of one person; it has its turn when the storm is over.
            return false;
        }
        catch (Exception failure) when (failure is not (StoreUnavailableException or OperationCanceledException))
        {
            var failures = _failures.AddOrUpdate(rows[0].Key, 1, (_, before) => before + 1);
            _log.LogError(failure, "{Count} events of the spool could not be handled, try {Try} of {TryLimit}", rows.Length, failures, TryLimit);
            if (failures < TryLimit) return false;
            foreach (var row in rows) await PutAsideAsync(row.Event, failure, cancel).ConfigureAwait(false);
        }

        _failures.TryRemove(rows[0].Key, out _);
        await _spool.RemoveAsync(rows, cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>A message goes to the dead letters, where it counts as handled; a delivery event is dropped: no turn waits for it.</summary>
    private Task PutAsideAsync(SpooledEvent spooled, Exception failure, CancellationToken cancel) => spooled.Input is { } input
        ? _store.AddDeadLetterAsync(new(input.Id, spooled.Conversation, "poison", failure.GetType().Name, failure.ToString(), _clock.GetUtcNow()), cancel)
        : Task.CompletedTask;
}
