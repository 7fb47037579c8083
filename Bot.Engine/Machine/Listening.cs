using System.Collections.Immutable;
using Bot.Engine.Ports;

namespace Bot.Engine.Machine;

/// <summary>What becomes of something a person sent: a command, an answer to the engine's own question, an answer to the flow's, or an opening.</summary>
internal static class Listening
{
    public static void Hear(Step step)
    {
        var command = step.Command;
        if (step.WithHuman && !Wakes(step, command)) return;

        if (step.Top is null)
        {
            Open(step, command);
            return;
        }
        if (step.Pending is { } pending)
        {
            HearWhileCalling(step, pending, command);
            return;
        }
        if (command is not null && PersonCommands.Obey(step, command)) return;

        if (step.Overlay is { } overlay)
        {
            Overlays.Hear(step, overlay);
            return;
        }
        if (IsEarlierTap(step))
        {
            step.Stay("earlierTap");
            step.Say(SharedMessages.EarlierTap);
            step.Ask();
            return;
        }
        if (step.Flow == step.Flows.Entry && EntryIn(step) is { } entry)
        {
            step.Abandon();
            step.Language = entry.Language;
            step.Start(entry.Flow, Slots.Empty);
            return;
        }
        step.State.Hear(step, step.Input);
    }

    /// <summary>The text of what was sent: typed, or the title of a tap whose payload the channel lost.</summary>
    public static string? TextOf(Input input) => input switch
    {
        HeardText heard => heard.Text,
        HeardTap { Payload: "" } tap => tap.Title,
        _ => null,
    };

    private static (Flow Flow, string Language)? EntryIn(Step step) =>
        TextOf(step.Input) is { } text && step.Words.EntryOf(text) is var (name, language) && step.Flows.Find(name) is { Needs.IsEmpty: true } flow ? (flow, language) : null;

    private static void Open(Step step, string? command)
    {
        if (command is "language" or "help" or "human" && PersonCommands.Obey(step, command)) return;

        if (EntryIn(step) is { } entry)
        {
            (step.Language, step.Overlay) = (entry.Language, null);
            step.Start(entry.Flow, Slots.Empty);
            return;
        }
        if (step.Overlay is { } overlay && command is not ("menu" or "restart" or "back" or "cancel"))
        {
            Overlays.Hear(step, overlay);
            return;
        }
        step.Overlay = null;
        step.Start(step.Flows.Entry, Slots.Empty);
    }

    /// <summary>"Yes" and "no" are what people say to the human who has taken over; only a command that moves the bot calls it back.</summary>
    private static bool Wakes(Step step, string? command)
    {
        if (command is not ("menu" or "restart" or "back" or "edit" or "cancel" or "help" or "language" or "resend")) return false;
        step.WithHuman = false;
        return true;
    }

    private static void HearWhileCalling(Step step, PendingCall pending, string? command)
    {
        if (step.Input is HeardImage image)
        {
            if (step.Deferred.Length < Session.DeferredLimit) step.Deferred = step.Deferred.Add(image);
            return;
        }
        var mayLeave = !pending.Consequential && command is "menu" or "restart" or "cancel";
        if ((mayLeave || command is "human") && PersonCommands.Obey(step, command!)) return;

        step.Say(SharedMessages.OneMoment);
    }

    private static bool IsEarlierTap(Step step) =>
        step.Input is HeardTap { Payload: { Length: > 0 } payload } && TapOn.Read(payload) is { } tap && !tap.IsOn(step.Run);
}

/// <summary>What a tap brings back: the question it was offered with and the value it stands for.</summary>
internal readonly record struct TapOn(string Question, string Value)
{
    public static string Write(FlowRun run, string value) => string.Concat(QuestionOf(run), "#", value);

    public static TapOn? Read(string payload) => payload.IndexOf('#', StringComparison.Ordinal) is var at and > 0 ? new(payload[..at], payload[(at + 1)..]) : null;

    public bool IsOn(FlowRun run) => Question == QuestionOf(run);

    /// <summary>The state, and the run it was asked in: the same question of an earlier registration is another one.</summary>
    public static string QuestionOf(FlowRun run) => string.Concat(run.State.Name, "@", run.Id.AsSpan(run.Id.LastIndexOf('.') + 1));
}
