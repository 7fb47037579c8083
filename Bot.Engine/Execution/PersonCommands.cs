using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>The words everyone may use anywhere.</summary>
internal static class PersonCommands
{
    /// <summary>Applies a command; false when the word is none here and is to be taken as an answer.</summary>
    public static bool Apply(TurnContext context, string command)
    {
        switch (command)
        {
            case "menu":
                Leave(context, "command menu");
                context.Start(context.Flows.Entry, Slots.Empty);
                return true;
            case "restart":
                Restart(context);
                return true;
            case "cancel":
                Cancel(context);
                return true;
            case "back":
                Back(context);
                return true;
            case "edit":
                Interrupts.Open(context, Interrupts.Edit);
                return true;
            case "language":
                Interrupts.Open(context, Interrupts.Language);
                return true;
            case "help":
                context.Say(SharedMessages.Help);
                PromptAgain(context);
                return true;
            case "human":
                context.Say(SharedMessages.HumanComing, arguments: context.HumanHours?.ArgumentsAt(context.At) ?? []);
                context.Human.Take();
                context.NeedsHuman = context.Top is { } top ? $"The person asked for a human at {top.Flow.Name}/{top.State.Name}." : "The person asked for a human.";
                return true;
            default:
                return ApplyHere(context, command);
        }
    }

    /// <summary>Asks the question at hand again, the engine's own first.</summary>
    public static void PromptAgain(TurnContext context)
    {
        if (context.Interrupt is { } interrupt) Interrupts.Ask(context, interrupt);
        else context.Ask();
    }

    private static bool ApplyHere(TurnContext context, string command)
    {
        foreach (var (word, target) in context.State.CommandsIn(context.Run))
        {
            if (word != command) continue;
            context.Interrupt = null;
            context.Go($"command {word}", target);
            return true;
        }
        if (command != "resend") return false;

        context.Say(SharedMessages.ResendNotHere);
        return true;
    }

    private static void Restart(TurnContext context)
    {
        if (context.Top is null)
        {
            context.Start(context.Flows.Entry, Slots.Empty);
            return;
        }
        var flow = context.Flow;
        var brought = flow.Needs.Aggregate(Slots.Empty, (slots, need) => context.Run.Slots.Find(need) is { } value ? slots.With(need, value) : slots);
        context.Say(SharedMessages.StartedOver);
        context.Leave("command restart");
        context.Deferred = [];
        context.Start(flow, brought);
    }

    private static void Cancel(TurnContext context)
    {
        if (context.Interrupt is not null)
        {
            context.Interrupt = null;
            context.Ask();
            return;
        }
        context.Deferred = [];
        context.Say(SharedMessages.Cancelled);
        while (context.Top is not null)
        {
            var ended = context.Leave("command cancel");
            if (context.Top is null || context.State.Subflow is null || !context.State.HandlesEnd("cancelled")) continue;
            context.State.HandleEnd(context, "cancelled", ended.Slots);
            return;
        }
    }

    private static void Back(TurnContext context)
    {
        if (context.Interrupt is not null)
        {
            context.Interrupt = null;
            context.Ask();
            return;
        }
        for (var i = context.Run.VisitedStates.Count - 1; i >= 0; i--)
        {
            var state = context.Flow.Find(context.Run.VisitedStates[i]);
            if (state?.Answers is null) continue;
            context.Deferred = [];
            context.Return(FlowMachine.Back, state.Name);
            return;
        }
        context.Stay(FlowMachine.Back);
        context.Say(SharedMessages.NothingBefore);
        context.Ask();
    }

    private static void Leave(TurnContext context, string trigger)
    {
        while (context.Top is not null) context.Leave(trigger);
        (context.Pending, context.Interrupt, context.Deferred) = (null, null, []);
    }
}
