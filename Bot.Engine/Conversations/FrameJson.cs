using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Machine;

namespace Bot.Engine.Conversations;

/// <summary>One flow run inside a session's JSON.</summary>
internal static class FrameJson
{
    public static void Write(Utf8JsonWriter writer, Frame frame)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, frame.Id);
        writer.WriteString("flow"u8, frame.Flow);
        writer.WriteString("flowHash"u8, frame.FlowHash);
        writer.WriteString("state"u8, frame.State);
        if (frame.Attempts != 0) writer.WriteNumber("attempts"u8, frame.Attempts);
        if (frame.AttemptsAt.Length > 0) writer.WriteString("attemptsAt"u8, frame.AttemptsAt);
        if (frame.Page != 0) writer.WriteNumber("page"u8, frame.Page);
        if (frame.Slots.Count > 0)
        {
            writer.WritePropertyName("slots"u8);
            ValueJson.Write(writer, frame.Slots);
        }

        if (!frame.Trail.IsEmpty)
        {
            writer.WriteStartArray("trail"u8);
            foreach (var state in frame.Trail) writer.WriteStringValue(state);
            writer.WriteEndArray();
        }

        if (!frame.Done.IsEmpty)
        {
            writer.WriteStartObject("done"u8);
            foreach (var (state, outcome) in frame.Done) writer.WriteString(state, outcome);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static Frame Read(ref Utf8JsonReader reader)
    {
        var frame = new Frame { Id = "", Flow = "", FlowHash = "", State = "" };
        while (reader.NextProperty())
        {
            if (reader.Take("id"u8)) frame = frame with { Id = reader.Text() };
            else if (reader.Take("flow"u8)) frame = frame with { Flow = reader.Text() };
            else if (reader.Take("flowHash"u8)) frame = frame with { FlowHash = reader.Text() };
            else if (reader.Take("state"u8)) frame = frame with { State = reader.Text() };
            else if (reader.Take("slots"u8)) frame = frame with { Slots = ValueJson.ReadSlots(ref reader) };
            else if (reader.Take("trail"u8)) frame = frame with { Trail = ReadTrail(ref reader) };
            else if (reader.Take("done"u8)) frame = frame with { Done = ReadDone(ref reader) };
            else if (reader.Take("attempts"u8)) frame = frame with { Attempts = reader.GetInt32() };
            else if (reader.Take("attemptsAt"u8)) frame = frame with { AttemptsAt = reader.Text() };
            else if (reader.Take("page"u8)) frame = frame with { Page = reader.GetInt32() };
            else reader.SkipUnknown();
        }

        return frame.Flow.Length > 0 && frame.State.Length > 0 ? frame : throw new JsonException("A flow run needs a flow and a state.");
    }

    private static ImmutableArray<string> ReadTrail(ref Utf8JsonReader reader)
    {
        var trail = ImmutableArray.CreateBuilder<string>(16);
        while (reader.NextItem()) trail.Add(reader.Text());
        return trail.DrainToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> ReadDone(ref Utf8JsonReader reader)
    {
        var done = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.NextProperty())
        {
            var state = reader.Text();
            reader.Read();
            done[state] = reader.Text();
        }

        return done.ToImmutable();
    }
}
