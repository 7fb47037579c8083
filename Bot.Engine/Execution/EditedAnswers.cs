using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>Messages that are changed in the app after they were taken as answers.</summary>
internal static class EditedAnswers
{
    /// <summary>
    /// So many answers before the last one are known by their messages. WhatsApp lets people change a message for 15 minutes; who asks a question every minute
    /// is told of one further back how to change it.
    /// </summary>
    private const int EarlierLimit = 3;

    private const char Between = ' ';

    private const char Of = ':';

    /// <summary>
    /// Corrects the answer that the message was, where that is known, by the rule for changed answers, and takes it as an answer where it was none to the
    /// question at hand; else the person is told how.
    /// </summary>
    public static void Correct(TurnContext context, HeardEdit edit)
    {
        if (context.Top is null) return;

        if (context is { Pending: null, Interrupt: null } && edit.Text is { } text && QuestionOf(context, edit.MessageId) is { } state)
        {
            context.Hear(text);
            if (state == context.State.Name) context.State.Handle(context, context.Input);
            else context.Answer(FlowMachine.Edit, state);
            return;
        }

        context.Say(SharedMessages.EditNotSeen);
    }

    /// <summary>The message that a turn took for an answer, right or wrong; null when it took none.</summary>
    public static AnswerMessage? TakenBy(Input heard, ImmutableArray<Transition> path)
    {
        if (heard is not (HeardText or HeardEdit)) return null;

        foreach (var transition in path)
        {
            if (transition.Trigger == "reject" || transition.Trigger.StartsWith("answer", StringComparison.Ordinal))
                return new(heard is HeardEdit edit ? edit.MessageId : heard.Id, transition.From);
        }

        return null;
    }

    /// <summary>What is remembered of answers before the last one; see <see cref="Session.EarlierAnswers"/>.</summary>
    /// <param name="top">The run that the turn ends with: answers of another one are not corrected in it.</param>
    /// <param name="taken">What the turn took for an answer.</param>
    public static string Earlier(Session begun, FlowRun? top, AnswerMessage? taken)
    {
        if (begun.Top is not { } before || before.Id != top?.Id) return "";
        if (taken is null || begun.LastAnswer is not { } last || last.Id == taken.Id || last.State == taken.State) return begun.EarlierAnswers;
        if (before.VisitedStates.IndexOf(last.State) < 0) return begun.EarlierAnswers;

        var known = begun.EarlierAnswers.AsSpan();
        if (known.Count(Between) == EarlierLimit - 1) known = known[(known.IndexOf(Between) + 1)..];
        return known.IsEmpty ? $"{Print(last.Id)}{Of}{last.State}" : $"{known}{Between}{Print(last.Id)}{Of}{last.State}";
    }

    /// <summary>The question of the run on top that took a message for an answer; null when it is not known.</summary>
    private static string? QuestionOf(TurnContext context, string message)
    {
        if (message.Length == 0) return null;

        var state = context.LastAnswer is { } last && last.Id == message ? last.State : EarlierQuestionOf(context.EarlierAnswers, message);
        if (state is null || context.Flow.Find(state) is not { IsQuestion: true } question) return null;
        if (state == context.State.Name) return state;

        // A code that was taken is used up.
        return context.Run.VisitedStates.IndexOf(state) >= 0 && question.AnswerType is not { IsCode: true } ? state : null;
    }

    private static string? EarlierQuestionOf(string earlier, string message)
    {
        var print = Print(message);
        foreach (var range in earlier.AsSpan().Split(Between))
        {
            var known = earlier.AsSpan()[range];
            if (known.StartsWith(print, StringComparison.Ordinal) && known[print.Length..] is [Of, .. var state]) return state.ToString();
        }

        return null;
    }

    /// <summary>Tells a few messages apart (FNV-1a): their ids are long, and a session is read and written with each turn.</summary>
    private static string Print(string message)
    {
        var hash = 2166136261;
        foreach (var letter in message) hash = unchecked((hash ^ letter) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
