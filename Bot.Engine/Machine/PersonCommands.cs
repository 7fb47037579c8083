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
                step.Run(step.Flows.Entry, Slots.Empty);
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
                step.Session = step.Session with { WithHuman = true };
                step.NeedsHuman = step.Top is { } top ? $"The person asked for a human at {top.Flow}/{top.State}." : "The person asked for a human.";
                return true;
            default:
                return ObeyHere(step, command);
        }
    }

    /// <summary>Asks the question at hand again, the engine's own first.</summary>
    public static void Again(Step step)
    {
        if (step.Session.Overlay is { } overlay) Overlays.Ask(step, overlay);
        else step.Ask();
    }

    private static bool ObeyHere(Step step, string command)
    {
        foreach (var (word, target) in step.State.Commands)
        {
            if (word != command) continue;
            step.Session = step.Session with { Overlay = null };
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
            step.Run(step.Flows.Entry, Slots.Empty);
            return;
        }
        var flow = step.Flow;
        var brought = flow.Needs.Aggregate(Slots.Empty, (slots, need) => step.Frame.Slots.Find(need) is { } value ? slots.With(need, value) : slots);
        step.Say(SharedMessages.StartedOver);
        step.Leave("command restart");
        step.Session = step.Session with { Deferred = [] };
        step.Run(flow, brought);
    }

    private static void Cancel(Step step)
    {
        if (step.Session.Overlay is not null)
        {
            step.Session = step.Session with { Overlay = null };
            step.Ask();
            return;
        }
        step.Session = step.Session with { Deferred = [] };
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
        if (step.Session.Overlay is not null)
        {
            step.Session = step.Session with { Overlay = null };
            step.Ask();
            return;
        }
        for (var i = step.Frame.Trail.Count - 1; i >= 0; i--)
        {
            var state = step.Flow.Find(step.Frame.Trail[i]);
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
        step.Session = step.Session with { Pending = null, Overlay = null, Deferred = [] };
    }
}
