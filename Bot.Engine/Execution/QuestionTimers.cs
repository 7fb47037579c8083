using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>What a run that waits for a person is woken for.</summary>
internal static class QuestionTimers
{
    /// <param name="reminded">A reminder was said: it is not armed again for the same question.</param>
    /// <param name="isQuiet">No reminder is said now.</param>
    /// <param name="token">The turn; timers of an earlier one are out of date.</param>
    public static ImmutableArray<TimerRequest> Of(FlowRun run, DateTimeOffset at, bool reminded, bool isQuiet, int token)
    {
        if (!run.State.Waits) return [];

        var (remind, expire) = run.State.Timeouts.Or(run.Flow.Timeouts);
        var reminder = remind is null || reminded || isQuiet ? (TimerRequest?)null : new(TimerKind.Remind, at + remind.After, token);
        if (expire is null) return reminder is null ? [] : [reminder];

        // Silence counts from the question, not from the reminder.
        var silent = reminded && remind is not null ? remind.After : TimeSpan.Zero;
        var expiry = new TimerRequest(TimerKind.Expire, at + expire.After - silent, token);
        return reminder is null ? [expiry] : [reminder, expiry];
    }
}
