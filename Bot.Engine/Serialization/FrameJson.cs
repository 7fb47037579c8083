using System.Text.Json;
using Bot.Engine.Sessions;

namespace Bot.Engine.Serialization;

/// <summary>One flow run inside a session's JSON.</summary>
internal static class FrameJson
{
    public static void Write(ref SessionJsonWriter writer, Frame frame)
    {
        var before = frame.Text as SessionJsonText;
        if (before is not null && before.Of(frame) is { IsEmpty: false } unchanged)
        {
            writer.Raw(unchanged);
            return;
        }

        writer.Begin('{');
        if (frame.IsIdUnread && !before!.Id.IsEmpty) writer.Raw("id"u8, before.Id);
        else writer.Text("id"u8, frame.Id);
        writer.Text("flow"u8, frame.Flow);
        writer.Text("flowHash"u8, frame.FlowHash);
        writer.Text("state"u8, frame.State);
        if (frame.Attempts != 0) writer.Number("attempts"u8, frame.Attempts);
        if (frame.AttemptsAt.Length > 0) writer.Text("attemptsAt"u8, frame.AttemptsAt);
        if (frame.Page != 0) writer.Number("page"u8, frame.Page);
        if (!frame.Slots.IsEmpty)
        {
            writer.Name("slots"u8);
            ValueJson.Write(ref writer, frame.Slots);
        }

        if (!frame.VisitedStates.IsEmpty) WriteVisitedStates(ref writer, frame.VisitedStates);
        if (!frame.CompletedResults.IsEmpty) WriteDone(ref writer, frame.CompletedResults);
        writer.End('}');
    }

    /// <param name="json">The whole text; what the run carries is read from it later.</param>
    /// <param name="commas">Room to work in.</param>
    public static Frame Read(ref SessionJsonReader reader, byte[] json, scoped Span<int> commas)
    {
        var text = new SessionJsonText(json);
        var (flow, state, attemptsAt) = ("", "", "");
        var (attempts, page, slots) = (0, 0, 0);
        reader.Begin('{', "A flow run");
        var begun = reader.At - 1;
        while (reader.NextProperty())
        {
            switch (reader.Initial)
            {
                case 'i' when reader.Named("id"u8): text.TakeId(ref reader); break;
                case 'f' when reader.Named("flow"u8): flow = reader.NameText(); break;
                case 'f' when reader.Named("flowHash"u8): text.TakeFlowHash(ref reader); break;
                case 's' when reader.Named("state"u8): state = reader.NameText(); break;
                case 's' when reader.Named("slots"u8): slots = text.TakeSlots(ref reader, commas); break;
                case 'a' when reader.Named("attempts"u8): attempts = reader.Number(); break;
                case 'a' when reader.Named("attemptsAt"u8): attemptsAt = reader.NameText(); break;
                case 'p' when reader.Named("page"u8): page = reader.Number(); break;
                case 't' when reader.Named("trail"u8): text.TakeVisitedStates(ref reader); break;
                case 'd' when reader.Named("done"u8): text.TakeDone(ref reader); break;
                default: reader.SkipProperty(); break;
            }
        }

        if (flow.Length == 0 || state.Length == 0) throw new JsonException("A flow run needs a flow and a state.");
        var frame = new Frame { Text = text, Flow = flow, State = state, Attempts = attempts, AttemptsAt = attemptsAt, Page = page };
        text.IsOf(frame, begun..reader.At);

        // The run that talks is asked for its slots in nearly every turn.
        if (reader.Next() == ']') text.IndexSlots(commas, slots);
        return frame;
    }

    private static void WriteVisitedStates(ref SessionJsonWriter writer, VisitedStates visited)
    {
        writer.Name("trail"u8);
        writer.Begin('[');
        if (visited.Source is SessionJsonText before) writer.Raw(before.Visited);
        foreach (var state in visited.Added) writer.Text(state);
        writer.End(']');
    }

    private static void WriteDone(ref SessionJsonWriter writer, CompletedResults done)
    {
        writer.Name("done"u8);
        writer.Begin('{');
        if (done.Source is SessionJsonText before) writer.Raw(before.Done);
        foreach (var (state, outcome) in done.Added)
        {
            writer.Name(state);
            writer.Text(outcome);
        }

        writer.End('}');
    }
}
