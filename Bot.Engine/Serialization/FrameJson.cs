using System.Text.Json;
using Bot.Engine.Sessions;

namespace Bot.Engine.Serialization;

/// <summary>One flow run inside a session's JSON.</summary>
internal static class FrameJson
{
    public static void Write(ref SessionJsonWriter pen, Frame frame)
    {
        var before = frame.Text as SessionJsonText;
        if (before is not null && before.Of(frame) is { IsEmpty: false } unchanged)
        {
            pen.Raw(unchanged);
            return;
        }

        pen.Begin('{');
        if (frame.IsIdUnread && !before!.Id.IsEmpty) pen.Raw("id"u8, before.Id);
        else pen.Text("id"u8, frame.Id);
        pen.Text("flow"u8, frame.Flow);
        pen.Text("flowHash"u8, frame.FlowHash);
        pen.Text("state"u8, frame.State);
        if (frame.Attempts != 0) pen.Number("attempts"u8, frame.Attempts);
        if (frame.AttemptsAt.Length > 0) pen.Text("attemptsAt"u8, frame.AttemptsAt);
        if (frame.Page != 0) pen.Number("page"u8, frame.Page);
        if (!frame.Slots.IsEmpty)
        {
            pen.Name("slots"u8);
            ValueJson.Write(ref pen, frame.Slots);
        }

        if (!frame.VisitedStates.IsEmpty) WriteTrail(ref pen, frame.VisitedStates);
        if (!frame.CompletedResults.IsEmpty) WriteDone(ref pen, frame.CompletedResults);
        pen.End('}');
    }

    /// <param name="json">The whole text; what the run carries is read from it later.</param>
    /// <param name="commas">Room to work in.</param>
    public static Frame Read(ref SessionJsonReader scan, byte[] json, scoped Span<int> commas)
    {
        var text = new SessionJsonText(json);
        var (flow, state, attemptsAt) = ("", "", "");
        var (attempts, page, slots) = (0, 0, 0);
        scan.Begin('{', "A flow run");
        var begun = scan.At - 1;
        while (scan.NextProperty())
        {
            switch (scan.Initial)
            {
                case 'i' when scan.Named("id"u8): text.TakeId(ref scan); break;
                case 'f' when scan.Named("flow"u8): flow = scan.NameText(); break;
                case 'f' when scan.Named("flowHash"u8): text.TakeFlowHash(ref scan); break;
                case 's' when scan.Named("state"u8): state = scan.NameText(); break;
                case 's' when scan.Named("slots"u8): slots = text.TakeSlots(ref scan, commas); break;
                case 'a' when scan.Named("attempts"u8): attempts = scan.Number(); break;
                case 'a' when scan.Named("attemptsAt"u8): attemptsAt = scan.NameText(); break;
                case 'p' when scan.Named("page"u8): page = scan.Number(); break;
                case 't' when scan.Named("trail"u8): text.TakeTrail(ref scan); break;
                case 'd' when scan.Named("done"u8): text.TakeDone(ref scan); break;
                default: scan.SkipProperty(); break;
            }
        }

        if (flow.Length == 0 || state.Length == 0) throw new JsonException("A flow run needs a flow and a state.");
        var frame = new Frame { Text = text, Flow = flow, State = state, Attempts = attempts, AttemptsAt = attemptsAt, Page = page };
        text.IsOf(frame, begun..scan.At);

        // The run that talks is asked for its slots in nearly every turn.
        if (scan.Next() == ']') text.IndexSlots(commas, slots);
        return frame;
    }

    private static void WriteTrail(ref SessionJsonWriter pen, VisitedStates trail)
    {
        pen.Name("trail"u8);
        pen.Begin('[');
        if (trail.Source is SessionJsonText before) pen.Raw(before.Trail);
        foreach (var state in trail.Added) pen.Text(state);
        pen.End(']');
    }

    private static void WriteDone(ref SessionJsonWriter pen, CompletedResults done)
    {
        pen.Name("done"u8);
        pen.Begin('{');
        if (done.Source is SessionJsonText before) pen.Raw(before.Done);
        foreach (var (state, outcome) in done.Added)
        {
            pen.Name(state);
            pen.Text(outcome);
        }

        pen.End('}');
    }
}
