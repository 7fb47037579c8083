using System.Collections.Concurrent;
using Bot.Engine.Conversations;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Spool;

/// <summary>Brings what was kept here to the database when it is back: codes first, then events, in order per conversation, conversations in parallel.</summary>
/// <remarks>An event leaves the spool after its turn is committed; after a crash in between it is heard again, and its handled id tells.</remarks>
internal sealed class SpoolDrainer(EventSpool spool, FallbackCodes codes, DeferredStore store, ConversationRunner runner, TimeProvider clock, ILogger<SpoolDrainer> log)
{
    /// <summary>What fails this often, with a database that answers, is put aside: it must not hold up everybody behind it.</summary>
    private const int TryLimit = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, int> _setbacks = new(StringComparer.Ordinal);

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await TryAsync(stop))
                {
                    pause = FirstPause;
                    await spool.WaitAsync(stop);
                    continue;
                }
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                log.LogError(failure, "The spool could not be worked off; it is tried again");
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>One attempt: true when the database answers and nothing is left here.</summary>
    public async Task<bool> TryAsync(CancellationToken cancel)
    {
        try
        {
            await store.OpenAsync(cancel);
            if (!(await store.HealthAsync(clock.GetUtcNow(), cancel)).Writable) throw new StoreUnavailableException("It can be read, but not written.");

            spool.NoticeBack();
            var clear = await codes.ReturnAllAsync(cancel);
            while (await spool.OldestAsync(cancel) is { Count: > 0 } page)
            {
                var heard = await Task.WhenAll(page.GroupBy(row => row.Event.Line).Select(line => WorkOffAsync([.. line], cancel)));
                if (heard.Contains(false)) return false;
            }

            spool.EndIfEmpty();
            return clear && spool.Count == 0;
        }
        catch (StoreUnavailableException failure)
        {
            spool.NoticeAway(failure);
            return false;
        }
    }

    private async Task<bool> WorkOffAsync(SpooledRow[] line, CancellationToken cancel)
    {
        if (line[0].Event.Line.Length == 0) return await TryAsync(line, () => store.ApplyStatusesAsync([.. line.Select(row => row.Event.Status!)], cancel), cancel);

        foreach (var row in line)
            if (!await TryAsync([row], () => runner.RunAsync(row.Event.Line, row.Event.Facts!, row.Event.Input!.HeardAt(clock.GetUtcNow()), cancel), cancel))
                return false;
        return true;
    }

    /// <summary>False when what comes behind must wait.</summary>
    private async Task<bool> TryAsync(SpooledRow[] rows, Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work();
        }
        catch (QueueFullException)
        {
            // A storm of one person; it has its turn when the storm is over.
            return false;
        }
        catch (Exception failure) when (failure is not (StoreUnavailableException or OperationCanceledException))
        {
            var setbacks = _setbacks.AddOrUpdate(rows[0].Key, 1, (_, before) => before + 1);
            log.LogError(failure, "{Count} events of the spool could not be handled, try {Try} of {TryLimit}", rows.Length, setbacks, TryLimit);
            if (setbacks < TryLimit) return false;
            foreach (var row in rows) await PutAsideAsync(row.Event, failure, cancel);
        }

        _setbacks.TryRemove(rows[0].Key, out _);
        await spool.RemoveAsync(rows, cancel);
        return true;
    }

    /// <summary>A message goes to the dead letters, where it counts as handled; a delivery event is dropped, as it tells of nothing that anybody waits for.</summary>
    private Task PutAsideAsync(SpooledEvent happened, Exception failure, CancellationToken cancel) => happened.Input is { } input
        ? store.BuryAsync(new(input.Id, happened.Line, "poison", failure.GetType().Name, failure.ToString(), clock.GetUtcNow()), cancel)
        : Task.CompletedTask;
}
