using Bot.Engine.Flows;

namespace Bot.Engine.Execution;

/// <summary>Counts wrong answers to the question at hand, where its flow bears only so many.</summary>
internal static class AttemptCounter
{
    /// <summary>A question begins: its wrong answers are counted from zero unless it was the last one asked.</summary>
    public static void Begin(FlowRun run, State state)
    {
        if (run.AttemptsAt != state.Name) (run.AttemptsAt, run.Attempts) = (state.Name, 0);
        run.Page = 0;
    }

    /// <summary>Counts one; true when that was one too many and the conversation went elsewhere.</summary>
    public static bool Count(TurnContext context)
    {
        var run = context.Run;
        if (context.State.Attempts is not { } attempts || run.AttemptsAt != context.State.Name) return false;

        run.Attempts++;
        if (run.Attempts < attempts.Max) return false;

        (run.Attempts, run.AttemptsAt) = (0, "");
        context.Go("tooMany");
        return true;
    }

    /// <summary>Wrong answers left at a question that is about to count one more; null where they are not counted.</summary>
    public static int? Left(FlowRun run, string target) =>
        run.Flow.Find(target)?.Attempts is { } attempts ? Math.Max(0, attempts.Max - (run.AttemptsAt == target ? run.Attempts : 0) - 1) : null;
}
