using System.Collections.Immutable;

namespace Bot.Engine.Machine;

/// <summary>The words everyone may use anywhere.</summary>
internal static class PersonCommands
{
    /// <summary>Obeys a command; false when the word is none here and is to be taken as an answer.</summary>
    public static bool Obey(Step step, string command)
    {
        switch (command)
        {
            case "menu":
                Leave(step, "command menu");
                step.Start(step.Flows.Entry, Slots.Empty);
                return true;
            case "restart":
                Restart(step);
                return true;
            case "cancel":
                Cancel(step);
                return true;
            case "back":
                Back(step);
                return true;
            case "edit":
                Overlays.Open(step, Overlays.Edit);
                return true;
            case "language":
                Overlays.Open(step, Overlays.Language);
                return true;
            case "help":
                step.Say(SharedMessages.Help);
                Again(step);
                return true;
            case "human":
                step.Say(SharedMessages.HumanComing);
                step.WithHuman = true;
                step.NeedsHuman = step.Top is { } top ? $"The person asked for a human at {top.Flow.Name}/{top.State.Name}." : "The person asked for a human.";
                return true;
            default:
                return ObeyHere(step, command);
        }
    }

    /// <summary>Asks the question at hand again, the engine's own first.</summary>
    public static void Again(Step step)
    {
        if (step.Overlay is { } overlay) Overlays.Ask(step, overlay);
        else step.Ask();
    }

    private static bool ObeyHere(Step step, string command)
    {
        foreach (var (word, target) in step.State.Commands)
        {
            if (word != command) continue;
            step.Overlay = null;
            step.Go($"command {word}", target);
            return true;
        }
        if (command != "resend") return false;

        step.Say(SharedMessages.ResendNotHere);
        return true;
    }

    private static void Restart(Step step)
    {
        if (step.Top is null)
        {
            step.Start(step.Flows.Entry, Slots.Empty);
            return;
        }
        var flow = step.Flow;
        var brought = flow.Needs.Aggregate(Slots.Empty, (slots, need) => step.Run.Slots.Find(need) is { } value ? slots.With(need, value) : slots);
        step.Say(SharedMessages.StartedOver);
        step.Leave("command restart");
        step.Deferred = [];
        step.Start(flow, brought);
    }

    private static void Cancel(Step step)
    {
        if (step.Overlay is not null)
        {
            step.Overlay = null;
            step.Ask();
            return;
        }
        step.Deferred = [];
        step.Say(SharedMessages.Cancelled);
        while (step.Top is not null)
        {
            var ended = step.Leave("command cancel");
            if (step.Top is null || step.State is not Kinds.SubflowState below || !below.Handles("cancelled")) continue;
            below.Returned(step, "cancelled", ended.Slots);
            return;
        }
    }

    private static void Back(Step step)
    {
        if (step.Overlay is not null)
        {
            step.Overlay = null;
            step.Ask();
            return;
        }
        for (var i = step.Run.Trail.Count - 1; i >= 0; i--)
        {
            var state = step.Flow.Find(step.Run.Trail[i]);
            if (state?.Answers is null) continue;
            step.Return("command back", state.Name);
            return;
        }
        step.Stay("command back");
        step.Say(SharedMessages.NothingBefore);
        step.Ask();
    }

    private static void Leave(Step step, string trigger)
    {
        while (step.Top is not null) step.Leave(trigger);
        (step.Pending, step.Overlay, step.Deferred) = (null, null, []);
    }
}
