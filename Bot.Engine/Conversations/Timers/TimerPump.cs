using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations.Timers;

/// <summary>
/// Wakes conversations whose timers are due. A timer carries the token of the question it was set for, so one that is out of date does nothing.
/// </summary>
/// <param name="budget">Null where reminders are always said.</param>
/// <param name="division">Divides what is due among several hosts; null: this one looks for all of it.</param>
/// <param name="spool">What a person said and was kept goes before the timer that waited for it.</param>
public sealed class TimerPump(ConversationRunner runner, IConversationStore store, TimeProvider clock, IEngineObserver observer, IInputSpool? spool = null,
    IReminderBudget? budget = null, IWorkDivision? division = null)
{
    /// <summary>Conversations woken in one go; ten thousand waking at once come in so many waves.</summary>
    private const int WaveSize = 64;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(Rest, clock);
        var watch = new ClockJumpMonitor(clock);
        while (await tick.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            if (!watch.Trusts()) continue;

            try
            {
                await FireDueAsync(stop).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // A lost database: the timers are still there when it is back.
                observer.OnError("timers", exception);
            }
        }
    }

    /// <summary>Fires everything that is due now; returns how many took effect.</summary>
    public async Task<int> FireDueAsync(CancellationToken cancel)
    {
        var fired = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await (division?.Current is { } share
                ? store.DueTimersAsync(now, WorkScope.Of(share, now, []), WaveSize, cancel)
                : store.DueTimersAsync(now, WaveSize, cancel)).ConfigureAwait(false);
            if (due.Count == 0) return fired;

            var results = await Task.WhenAll(due.Where(timer => spool?.Holds(timer.Conversation) != true).Select(timer => FireAsync(timer, cancel)))
                .ConfigureAwait(false);
            var effective = results.Count(handled => handled == Handled.Committed);
            fired += effective;

            // Nothing moved, so asking again would bring the same timers.
            if (effective == 0) return fired;
        }
    }

    /// <summary>One that cannot be woken now keeps its timer and holds up no other of its wave.</summary>
    private async Task<Handled> FireAsync(StoredTimer timer, CancellationToken cancel)
    {
        try
        {
            return await runner.WakeAsync(timer.Conversation, new($"timer.{timer.Kind}.{timer.Token}", clock.GetUtcNow(), timer.Kind, timer.Token,
                Silent: timer.Kind == TimerKind.Remind && budget?.HasRoom(timer.Conversation) == false), cancel).ConfigureAwait(false);
        }
        catch (QueueFullException full)
        {
            observer.OnError("timers", full);
            return Handled.Unchanged;
        }
    }
}
