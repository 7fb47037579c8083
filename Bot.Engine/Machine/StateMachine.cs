using System.Collections.Immutable;
using Bot.Engine.Ports;

namespace Bot.Engine.Machine;

/// <summary>The pure heart: a session and an input make a turn. No clock, no I/O, no chance; the same again gives the same.</summary>
public sealed class StateMachine(FlowSet flows, IVocabulary words)
{
    public FlowSet Flows => flows;

    /// <summary>All that follows from one input; null when it changes nothing (a timer that is out of date, a call nobody waits for).</summary>
    public Turn? Advance(Session session, Input input)
    {
        if (IsStale(session, input)) return null;

        var step = new Step(flows, words, session with { Turn = session.Turn + 1, Pending = input is CallReturned ? null : session.Pending }, input);
        if (Stranding.Of(flows, session) is { } stranding)
        {
            Park(step, stranding, session.Pending);
            return step.Done();
        }

        switch (input)
        {
            case CallReturned returned:
                ((Kinds.CallState)step.State).Returned(step, returned);
                HearDeferred(step);
                break;
            case TimerFired fired:
                Fire(step, fired);
                break;
            case MovedByOperator or EndedByOperator or SetByOperator:
                OperatorCommands.Obey(step);
                break;
            default:
                Listening.Hear(step);
                break;
        }
        return step.Done();
    }

    /// <summary>The question a session waits with, said again; empty when it waits for no person. Changes nothing.</summary>
    public ImmutableArray<Reply> Prompt(Session session, DateTimeOffset at)
    {
        if (session.Top is null || session.Pending is not null || Stranding.Of(flows, session) is not null) return [];

        var step = new Step(flows, words, session, new HeardOther("", at, "prompt"));
        PersonCommands.Again(step);
        return step.Done().Replies;
    }

    private static bool IsStale(Session session, Input input) => input switch
    {
        CallReturned => session.Pending?.Id != input.Id,
        TimerFired fired => fired.Token != session.TimerToken || session.TimerToken == 0,
        MovedByOperator or EndedByOperator => session.Pending is not null || session.Top is null,
        _ => false,
    };

    /// <summary>The person is told so, and goes on at the nearest earlier question that is still there, or from the start of the flow.</summary>
    private void Park(Step step, Stranding stranding, PendingCall? pending)
    {
        if (pending is { Consequential: true } && step.Input is not CallReturned)
        {
            // It costs somebody something: first it must be known what became of it.
            step.Stay("parked");
            step.Say(SharedMessages.OneMoment);
            return;
        }
        if (pending is { Consequential: true } && step.Input is CallReturned returned) step.NeedsHuman = $"{stranding.Flow}/{stranding.State} is gone from the flow, and the call it had made came back as {returned.Outcome}.";

        step.Session = step.Session with { Frames = step.Session.Frames[..Math.Max(1, stranding.Runs)], Pending = null, Overlay = null, Deferred = [] };
        if (stranding.Runs > 0)
        {
            step.Say(SharedMessages.Parked);
            if (stranding.Target != step.Frame.State && step.Frame.Trail.IndexOf(stranding.Target) < 0) step.Frame = step.Frame with { Trail = [stranding.Target] };
            step.Return("parked", stranding.Target);
            return;
        }
        step.Leave("parked");
        step.Say(SharedMessages.FlowChanged);
        step.Run(flows.Entry, Slots.Empty);
    }

    private static void Fire(Step step, TimerFired fired)
    {
        var (remind, expire) = step.State.Patience.Or(step.Flow.Patience);
        if (fired.Kind == TimerKind.Remind && remind is not null)
        {
            step.Reminded = true;
            step.Stay("remind");
            step.Say(remind.Say);
        }
        else if (fired.Kind == TimerKind.Expire && expire is not null)
        {
            step.Session = step.Session with { Overlay = null };
            step.Go("expire", expire.Next);
        }
    }

    /// <summary>Photos of an album arrive while the first is still being uploaded: they are heard one by one as the flow asks for them.</summary>
    private static void HearDeferred(Step step)
    {
        while (step.Session is { Deferred: [var image, ..], Pending: null, Top: not null, Overlay: null } && step.State.Waits)
        {
            step.Session = step.Session with { Deferred = step.Session.Deferred.RemoveAt(0) };
            if (step.State is Kinds.AskState { TakesImage: true })
            {
                step.State.Hear(step, image);
                continue;
            }
            step.Session = step.Session with { Deferred = [] };
        }

        // Nothing is going on any more: what was sent for it is not for the next registration.
        if (step.Session is { Top: null, Deferred.IsEmpty: false }) step.Session = step.Session with { Deferred = [] };
    }
}
