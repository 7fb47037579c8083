using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Host.Api.Workflow;

/// <summary>Whether a step was taken, or the person is to be asked again: read off the way that the conversation took.</summary>
internal static class WorkflowOutcome
{
    /// <summary>Endings that are not what the step was for.</summary>
    private static readonly ImmutableArray<string> Failures = ["undecided", "stopped", "expired"];

    /// <summary>Words of the person that lead where they wanted, and not on.</summary>
    private static readonly ImmutableArray<string> Wanted = ["command resend", "command newVehicle", "command edit", "command retry", "page"];

    private static readonly ImmutableArray<string> Unwanted = ["reject", "noAnswer", "several", "tooMany", "earlierTap", "expire", "parked"];

    public static bool IsTaken(WorkflowStep step, ImmutableArray<Transition> path, Session before, Session after, FlowSet flows)
    {
        // What is finished is finished, also when the partner does not answer to what comes after it.
        if (path.FirstOrDefault(transition => transition.Trigger == "end") is { } end) return !Failures.Contains(end.From);
        if (WorkflowPosition.IsRetry(after, flows)) return false;
        if (step.Fields.Any(field => field.RetryOptions.ContainsKey(WorkflowPosition.QuestionOf(after)))) return false;
        if (path.Any(transition => Unwanted.Contains(transition.Trigger))) return false;
        if (path.Any(transition => Wanted.Contains(transition.Trigger))) return true;
        if (path.Any(transition => transition.Trigger.StartsWith("command ", StringComparison.Ordinal))) return false;
        if (after.Interrupt is { Kind: WorkflowField.Edit }) return before.Interrupt is null;
        return !path.IsEmpty && !(SentBack(path) && WorkflowPosition.IsBehind(before, after));
    }

    private static bool SentBack(ImmutableArray<Transition> path) => path.Any(transition => transition.Trigger.StartsWith("outcome ", StringComparison.Ordinal));
}
