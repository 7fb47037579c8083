using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>What a run that waits for a person is woken for.</summary>
internal static class QuestionTimers
{
    /// <summary>The timers with which a turn ends.</summary>
    /// <param name="heard">What happened in it.</param>
    public static ImmutableArray<TimerRequest> After(Input heard, FlowRun run, bool reminded, bool isQuiet, int token) =>
        heard is IdentityLearned { SilentSince: { } since } ? GoingOn(run, since, heard.At, isQuiet, token) : Of(run, heard.At, reminded, isQuiet, token);

    /// <param name="reminded">A reminder was said: it is not armed again for the same question.</param>
    /// <param name="isQuiet">No reminder is said now.</param>
    /// <param name="token">The turn; timers of an earlier one are out of date.</param>
    public static ImmutableArray<TimerRequest> Of(FlowRun run, DateTimeOffset at, bool reminded, bool isQuiet, int token)
    {
        if (!run.State.Waits) return [];

        var (remind, expire) = run.State.Timeouts.Or(run.Flow.Timeouts);
        if (!isQuiet && run.State.SaidIn(run) is { } later) remind = new(later, "", run.State.At);
        var reminder = remind is null || reminded || isQuiet ? (TimerRequest?)null : new(TimerKind.Remind, at + remind.After, token);
        if (expire is null) return reminder is null ? [] : [reminder];

        // Silence counts from the question, not from the reminder.
        var silent = reminded && remind is not null ? remind.After : TimeSpan.Zero;
        var expiry = new TimerRequest(TimerKind.Expire, at + expire.After - silent, token);
        return reminder is null ? [expiry] : [reminder, expiry];
    }

    /// <summary>The timers of a question that goes on as it was: the person did not write, so silence counts from when the person was heard last.</summary>
    /// <param name="since">When that was.</param>
    /// <param name="now">A reminder that was due before was said: once per question.</param>
    private static ImmutableArray<TimerRequest> GoingOn(FlowRun run, DateTimeOffset since, DateTimeOffset now, bool isQuiet, int token)
    {
        var timers = Of(run, since, reminded: false, isQuiet, token);
        return run.State.SaidIn(run) is null ? timers.RemoveAll(timer => timer.Kind == TimerKind.Remind && timer.Due <= now) : timers;
    }
}
