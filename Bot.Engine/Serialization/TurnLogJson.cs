using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Serialization;

/// <summary>What a turn leaves in the log besides names and times: what was said, what was heard and the way taken. Sealed by the store as one body.</summary>
/// <remarks>Written by hand: it runs once per turn.</remarks>
public static class TurnLogJson
{
    /// <summary>Writes UTF-8 into <paramref name="output"/>.</summary>
    /// <param name="entry">Null: only what was said.</param>
    public static void Write(IBufferWriter<byte> output, ImmutableArray<TranscriptLine> lines, TurnLogEntry? entry)
    {
        var writer = new SessionJsonWriter(output);
        writer.Begin('{');
        writer.Name("lines"u8);
        writer.Begin('[');
        foreach (var line in lines)
        {
            writer.Text(line.Direction);
            writer.Text(line.Text);
        }

        writer.End(']');
        if (entry is not null) Write(ref writer, entry);
        writer.End('}');
        writer.Done();
    }

    /// <exception cref="JsonException">It is nothing that a turn leaves.</exception>
    public static LoggedTurn Read(byte[] utf8)
    {
        var reader = new SessionJsonReader(utf8);
        var (lines, path) = (ImmutableArray<TranscriptLine>.Empty, ImmutableArray<Transition>.Empty);
        var (input, before, after) = (default(Input), default(Session), default(Session));
        reader.Begin('{', "A logged turn");
        while (reader.NextProperty())
        {
            if (reader.Named("lines"u8)) lines = [.. Texts(ref reader).Chunk(2).Select(line => new TranscriptLine(line[0], line[1]))];
            else if (reader.Named("input"u8)) input = InputJson.Read(ref reader, utf8);
            else if (reader.Named("path"u8)) path = [.. Texts(ref reader).Chunk(4).Select(step => new Transition(step[0], step[1], step[2], step[3]))];
            else if (reader.Named("before"u8)) before = SessionJson.Read(ref reader, utf8);
            else if (reader.Named("after"u8)) after = SessionJson.Read(ref reader, utf8);
            else reader.SkipProperty();
        }

        return new(lines, input is null ? null : new TurnLogEntry(input, path) { Before = before, After = after });
    }

    private static void Write(ref SessionJsonWriter writer, TurnLogEntry entry)
    {
        writer.Name("input"u8);
        InputJson.Write(ref writer, entry.Input);
        if (!entry.Path.IsEmpty)
        {
            writer.Name("path"u8);
            writer.Begin('[');
            foreach (var step in entry.Path)
            {
                writer.Text(step.Flow);
                writer.Text(step.From);
                writer.Text(step.Trigger);
                writer.Text(step.To);
            }

            writer.End(']');
        }

        if (entry.Before is { } before) Write(ref writer, "before"u8, before);
        if (entry.After is { } after) Write(ref writer, "after"u8, after);
    }

    private static void Write(ref SessionJsonWriter writer, ReadOnlySpan<byte> name, Session session)
    {
        writer.Name(name);
        SessionJson.Write(ref writer, session);
    }

    private static List<string> Texts(ref SessionJsonReader reader)
    {
        var texts = new List<string>();
        reader.Begin('[', "A list of texts");
        while (reader.NextItem()) texts.Add(reader.Text());
        return texts;
    }
}

/// <summary>What the body of a logged turn holds.</summary>
/// <param name="Lines">What was said, in order.</param>
/// <param name="Entry">Null where the input is not kept any more, or never was.</param>
public sealed record LoggedTurn(ImmutableArray<TranscriptLine> Lines, TurnLogEntry? Entry);
