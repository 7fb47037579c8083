using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Sessions;

namespace Bot.Engine.Promises;

/// <summary>What a turn was for one flow, event by event in the order in which it happened.</summary>
internal static class FlowEvents
{
    public static List<FlowEvent> Of(Session before, Input input, Turn turn, Flow flow)
    {
        var events = new List<FlowEvent>();
        var (begun, ended) = (RunOf(before, flow), RunOf(turn.Session, flow));
        if (input is HeardText or HeardTap or HeardImage or HeardOther or HeardContact or HeardEdit) events.Add(new(EventKinds.Turn, ""));
        if (input is CallReturned returned && before is { Pending: { } pending, Top: { } top } && top.Flow == flow.Name
            && flow.Find(pending.State) is CallState call)
        {
            events.Add(new(EventKinds.Outcome, call.Contract.Name, returned.Outcome));
        }

        foreach (var step in turn.Path)
        {
            if (step.Flow == flow.Name && step.Trigger.StartsWith("command ", StringComparison.Ordinal)) events.Add(new(EventKinds.Command, step.Trigger["command ".Length..]));
        }

        if (begun is not null && ended is not null && begun.Slots != ended.Slots && begun.Id == ended.Id)
        {
            foreach (var slot in flow.Slots)
            {
                if (begun.Slots.Slot(slot.Name) is var was && ended.Slots.Slot(slot.Name) is var now && !Equals(was, now))
                    events.Add(new(EventKinds.Changed, slot.Name));
            }
        }

        foreach (var step in turn.Path)
        {
            if (step.Flow != flow.Name) continue;
            if (step.To.Length > 0) events.Add(new(EventKinds.StateReached, step.To));
            else if (step.Trigger == "end") events.Add(new(EventKinds.End, step.From));
        }

        if (turn.Call is { } made && turn.Session.Top?.Flow == flow.Name)
            events.Add(new(EventKinds.Call, made.Operation, made.Consequential ? EventKinds.Consequential : ""));
        return events;
    }

    public static Frame? RunOf(Session session, Flow flow)
    {
        foreach (var frame in session.Frames)
        {
            if (frame.Flow == flow.Name)
                return frame;
        }

        return null;
    }
}
