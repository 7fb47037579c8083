using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>Messages that are changed in the app after they were taken as answers.</summary>
internal static class EditedAnswers
{
    /// <summary>Corrects the answer that the message was, where that is known, by the rule for changed answers; else the person is told how.</summary>
    public static void Correct(TurnContext context, HeardEdit edit)
    {
        if (context.Top is null) return;

        if (context is { Pending: null, Interrupt: null } && edit.Text is { } text && AnswerOf(context, edit.MessageId) is { } state)
        {
            context.Hear(text);
            context.Answer(FlowMachine.Edit, state);
            return;
        }

        context.Say(SharedMessages.EditNotSeen);
    }

    /// <summary>The message that a turn took as an answer; null when it took none.</summary>
    public static AnswerMessage? TakenBy(Input heard, ImmutableArray<Transition> path)
    {
        if (heard is not (HeardText or HeardEdit)) return null;

        foreach (var transition in path)
        {
            if (transition.Trigger.StartsWith("answer", StringComparison.Ordinal))
                return new(heard is HeardEdit edit ? edit.MessageId : heard.Id, transition.From);
        }

        return null;
    }

    /// <summary>The question of the run on top that took a message as its answer; null when it is not known.</summary>
    private static string? AnswerOf(TurnContext context, string message) =>
        message.Length > 0 && context.LastAnswer is { } answer && answer.Id == message && context.Run.VisitedStates.IndexOf(answer.State) >= 0
            && context.Flow.Find(answer.State)?.Answers is not null
            ? answer.State
            : null;
}
