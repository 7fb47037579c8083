using Bot.Engine.Inputs;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>A one-time code that comes where another question is asked.</summary>
internal static class CodeAnswer
{
    /// <summary>The code of an earlier question once more, which was right: nothing is wrong with it.</summary>
    public static bool IsGivenAlready(ITurnContext context, string text)
    {
        foreach (var name in context.Run.VisitedStates)
        {
            if (context.Run.Flow.Find(name) is { Answers: { } answered } asked && context.Run.Slots.Find(answered) is { } code
                && For(asked, text, context) is { } again && again.Equals(code))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The code in a text, as a question for one reads it; null for any other question or text.</summary>
    public static Value? For(State state, string text, ITurnContext context) =>
        state is AskState { AnswerType: { IsCode: true } asked } && asked.Read(text, context.At, context.Words) is Accepted accepted ? accepted.Value : null;
}
