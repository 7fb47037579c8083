using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>What a person had begun in another conversation before the two became one: it comes back when the run that it waits for has ended.</summary>
internal static class SetAsideRuns
{
    /// <summary>
    /// Goes on with what was set aside, and asks its question again. What is left of the other runs, such as an agent's menu, is set aside in its place.
    /// </summary>
    public static void TakeUp(TurnContext context)
    {
        if (context is not { SetAside: [.., var last], Pending: null, Human.HasIt: false } || context.Frames.Any(frame => frame.Id == last.Until)) return;

        var left = context.Frames;
        context.SetAside = context.SetAside.RemoveAt(context.SetAside.Length - 1);

        // A flow's file may have lost the question meanwhile; of such a run nothing can be asked.
        if (SessionMigration.Of(context.Flows, new() { Id = "set aside", Frames = last.Frames }) is not null) return;

        if (!left.IsEmpty && left[^1].Flow != context.Flows.Entry.Name) context.SetAside = context.SetAside.Add(new(last.Frames[^1].Id, left));
        context.Replace(last.Frames);
        context.Say(SharedMessages.TakenUp);
        context.Ask();
    }
}
