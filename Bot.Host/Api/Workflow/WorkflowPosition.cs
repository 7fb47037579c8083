using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Host.Api.Workflow;

/// <summary>Where a session stands, in the words of the table of steps.</summary>
internal static class WorkflowPosition
{
    /// <summary><c>flow/state</c>, <see cref="WorkflowField.Edit"/> while it is asked which answer to change; empty when nothing is going on.</summary>
    public static string QuestionOf(Session session) =>
        session.Interrupt is { Kind: WorkflowField.Edit } ? WorkflowField.Edit
        : session.Top is { } top ? $"{top.Flow}/{top.State}"
        : "";

    /// <summary>An agent is at work: logged in or about to.</summary>
    public static bool IsOpen(Session session) => session.Frames.Any(frame => frame.Flow == WorkflowSteps.LoginFlow);

    /// <summary>The agent has shown their OTP; before that nothing of them is told.</summary>
    public static bool IsLoggedIn(Session session) =>
        session.Frames.FirstOrDefault(frame => frame.Flow == WorkflowSteps.LoginFlow) is { } login
            && (login != session.Top || QuestionOf(session) == WorkflowSteps.Menu);

    /// <summary>The partner was down, and the person is asked whether to try again.</summary>
    public static bool IsRetry(Session session, FlowSet flows) =>
        session is { Pending: null, Interrupt: null, Top: { } top } && flows.Find(top.Flow)?.Find(top.State) is { AwaitsCall: true, IsQuestion: false };

    /// <summary>The question that was answered last before the conversation came here.</summary>
    public static State? LastAnswered(Session session, FlowSet flows) =>
        session.Top is { } top && flows.Find(top.Flow) is { } flow
            ? top.VisitedStates.Reverse().Select(flow.Find).FirstOrDefault(state => state?.Answers is not null)
            : null;

    /// <summary>Of the questions a field answers, the one that was passed on the way here; null when none was.</summary>
    public static string? Passed(WorkflowField field, Session session) =>
        session.Top is { } top ? top.VisitedStates.FirstOrDefault(state => field.Answers($"{top.Flow}/{state}")) : null;

    /// <summary>Whether the conversation was sent back by an outcome: to the same question, or to one before it.</summary>
    public static bool IsBehind(Session before, Session after) =>
        before.Top is { } from && after.Top is { } to && from.Id == to.Id && (from.State == to.State || from.VisitedStates.Contains(to.State));
}
