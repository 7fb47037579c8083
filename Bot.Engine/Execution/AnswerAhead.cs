using Bot.Engine.Flows;

namespace Bot.Engine.Execution;

/// <summary>An answer to a question further on: a person went back to an earlier one, whose answer still stands, and then the code came.</summary>
internal static class AnswerAhead
{
    /// <summary>A way of more moves than this is none that a person went back on.</summary>
    private const int MovesLimit = 100;

    /// <summary>Walks on as if the answers so far were given again, without asking on the way, and hands the input to the question where that ends.</summary>
    /// <param name="takes">Whether that question takes the input; when not, nothing is done.</param>
    public static bool Try(TurnContext context, Func<State, bool> takes)
    {
        var way = new List<(string Trigger, string To)>();
        var state = context.State;
        while (way.Count < MovesLimit && state.TransitionIfComplete(context.Run, context.At) is { } standing && context.Flow.Find(standing.To) is { } next)
        {
            if (way.Exists(passed => passed.To == next.Name)) return false;

            way.Add(standing);
            state = next;
        }
        if (way.Count == 0 || !takes(state)) return false;

        foreach (var (trigger, to) in way) context.Move(trigger, to);
        context.HandleHere();
        return true;
    }
}
