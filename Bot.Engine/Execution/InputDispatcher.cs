using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>What becomes of something a person sent: a command, an answer to the engine's own question, an answer to the flow's, or an opening.</summary>
internal static class InputDispatcher
{
    /// <param name="humanUntil">When the time of the human is over who has the conversation; null for none.</param>
    public static void Dispatch(TurnContext context, DateTimeOffset? humanUntil)
    {
        var command = context.Command;
        if (SubscriptionCommands.Apply(context, command)) return;

        // Who changes a message into STOP means it, whichever message that was.
        if (context.Input is HeardEdit { Text: { } changed } && context.Words.CommandOf(changed) == "stop" && SubscriptionCommands.Apply(context, "stop")) return;

        var begunWithHuman = context.Human.HasIt;
        if (context.Human.HasIt && humanUntil <= context.At && TakeBack(context, command)) return;
        if (context.Human.HasIt && !CallsBotBack(context, command)) return;
        if (begunWithHuman && EntryIn(context) is { } called)
        {
            OpenBesides(context, called);
            return;
        }

        if (context.Input is HeardEdit edit)
        {
            EditedAnswers.Correct(context, edit);
            return;
        }
        if (context.Input is HeardOther { Kind: HeardOther.Deletion })
        {
            if (context.Top is not null) context.Say(SharedMessages.DeletionKept);
            return;
        }
        if (context.Top is null)
        {
            Open(context, command);
            return;
        }
        if (context.Pending is { } pending)
        {
            HandleWhileCalling(context, pending, command);
            return;
        }
        if (command is not null && PersonCommands.Apply(context, command)) return;

        if (context.Interrupt is { } interrupt)
        {
            Interrupts.Handle(context, interrupt);
            return;
        }
        if (IsEarlierTap(context))
        {
            context.Stay(FlowMachine.EarlierTap);
            context.Say(SharedMessages.EarlierTap);
            context.Ask();
            return;
        }
        if (context.Flow == context.Flows.Entry && EntryIn(context) is { } entry)
        {
            context.Abandon();
            context.Speech.Hear(entry.Language);
            context.Start(entry.Flow, Slots.Empty);
            return;
        }
        context.State.Handle(context, context.Input);
    }

    private static (Flow Flow, string Language)? EntryIn(TurnContext context) =>
        context.Input.Words is { } text && context.Words.EntryOf(text) is var (name, language) && context.Flows.Find(name) is { Needs.IsEmpty: true } flow
            ? (flow, language)
            : null;

    /// <summary>The human's time is over. What was said last was meant for them: the question at hand is asked again; true when that is all.</summary>
    private static bool TakeBack(TurnContext context, string? command)
    {
        context.Human.HandBack();
        if (context.Top is null || context.Pending is not null || command is not null || EntryIn(context) is not null) return false;

        PersonCommands.PromptAgain(context);
        return true;
    }

    private static void Open(TurnContext context, string? command)
    {
        if (context.Interrupt is { Kind: Interrupts.Ended } ended)
        {
            var wanted = command is "menu" or "restart" or "language" or "help" or "human" || EntryIn(context) is not null;
            Interrupts.TellEnd(context, ended, offer: !wanted);
            if (!wanted) return;
        }
        if (command is "restart" or "yes" && context.Interrupt is { Kind: Interrupts.Again } again)
        {
            Interrupts.BeginAgain(context, again);
            return;
        }
        if (command is "language" or "help" or "human" && PersonCommands.Apply(context, command)) return;

        if (EntryIn(context) is { } entry)
        {
            context.Speech.Hear(entry.Language);
            context.Interrupt = null;
            context.Start(entry.Flow, Slots.Empty);
            return;
        }
        if (context.Interrupt is { } interrupt && command is not ("menu" or "restart" or "back" or "cancel"))
        {
            Interrupts.Handle(context, interrupt);
            return;
        }
        context.Interrupt = null;
        context.Start(context.Flows.Entry, Slots.Empty);
    }

    /// <summary>A word that opens a flow, from a person who has a human in the way of another: that flow goes on if it is the one, else it begins.</summary>
    private static void OpenBesides(TurnContext context, (Flow Flow, string Language) entry)
    {
        if (context.Pending is not null)
        {
            context.Say(SharedMessages.OneMoment);
            return;
        }
        if (context.Top is not null && context.IsRunning(entry.Flow))
        {
            PersonCommands.PromptAgain(context);
            return;
        }
        context.Abandon();
        context.Speech.Hear(entry.Language);
        context.Interrupt = null;
        context.Start(entry.Flow, Slots.Empty);
    }

    /// <summary>"Yes" and "no" are what people say to the human who has taken over; only a command that moves the bot, or a word that opens a flow, calls it
    /// back.</summary>
    private static bool CallsBotBack(TurnContext context, string? command)
    {
        if (command is not ("menu" or "restart" or "back" or "edit" or "cancel" or "help" or "language" or "resend") && EntryIn(context) is null) return false;
        context.Human.HandBack();
        return true;
    }

    private static void HandleWhileCalling(TurnContext context, PendingCall pending, string? command)
    {
        var image = context.Input as HeardImage;
        if (context.Input is HeardOther { Kind: HeardOther.LostPhoto or HeardOther.Video } other && IsForPhoto(context)) image = HeardImage.InPlaceOf(other);
        if (image is not null)
        {
            if (context.Deferred.Length < Session.DeferredLimit) context.Deferred = context.Deferred.Add(image);
            return;
        }
        var mayLeave = !pending.Consequential && command is "menu" or "restart" or "cancel";
        if ((mayLeave || command is "human") && PersonCommands.Apply(context, command!)) return;

        context.Say(SharedMessages.OneMoment);
    }

    /// <summary>The call looks at a photo, or hands one over.</summary>
    private static bool IsForPhoto(TurnContext context) =>
        context.State.AnswerType is { TakesImage: true }
            || (context.Run.VisitedStates is { Count: > 0 } visited && context.Flow.Find(visited[visited.Count - 1])?.AnswerType is { TakesImage: true });

    private static bool IsEarlierTap(TurnContext context) =>
        context.Input is HeardTap { Payload: { Length: > 0 } payload } && TapPayload.Read(payload) is { } tap && !tap.IsOn(context.Run);
}
