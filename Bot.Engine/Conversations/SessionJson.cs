using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Engine.Machine;

namespace Bot.Engine.Conversations;

/// <summary>A session as JSON and back, exactly. Flows, states and slots stand by name; what is empty is left out; what is not known is skipped, so that an older build reads a newer one's sessions.</summary>
/// <remarks>Written by hand: it runs twice per turn, and generated code would build the whole tree through setters and dictionaries.</remarks>
public static class SessionJson
{
    /// <summary>Deeper than this is refused when written, so that nothing is stored that could not be read.</summary>
    public const int DepthLimit = 128;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DepthLimit, SkipValidation = true };
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = DepthLimit };

    /// <summary>Writes UTF-8 into <paramref name="output"/>.</summary>
    /// <exception cref="InvalidOperationException">A value is nested deeper than <see cref="DepthLimit"/>.</exception>
    public static void Write(IBufferWriter<byte> output, Session session)
    {
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        Write(writer, session);
    }

    public static void Write(Utf8JsonWriter writer, Session session)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, session.Id);
        writer.WriteString("language"u8, session.Language);
        writer.WriteNumber("turn"u8, session.Turn);
        if (session.TimerToken != 0) writer.WriteNumber("timerToken"u8, session.TimerToken);
        if (session.WithHuman) writer.WriteBoolean("withHuman"u8, true);
        if (session.Pending is { } pending) WritePending(writer, pending);
        if (session.Overlay is { } overlay) WriteOverlay(writer, overlay);
        if (!session.Deferred.IsEmpty) WriteDeferred(writer, session.Deferred);
        if (!session.Frames.IsEmpty)
        {
            writer.WriteStartArray("frames"u8);
            foreach (var frame in session.Frames) FrameJson.Write(writer, frame);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <exception cref="JsonException">It is not a session.</exception>
    public static Session Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Begin(JsonTokenType.StartObject, "A session");
        var session = new Session { Id = "" };
        while (reader.NextProperty())
        {
            if (reader.Take("id"u8)) session = session with { Id = reader.Text() };
            else if (reader.Take("language"u8)) session = session with { Language = reader.Text() };
            else if (reader.Take("turn"u8)) session = session with { Turn = reader.GetInt32() };
            else if (reader.Take("frames"u8)) session = session with { Frames = ReadFrames(ref reader) };
            else if (reader.Take("timerToken"u8)) session = session with { TimerToken = reader.GetInt32() };
            else if (reader.Take("withHuman"u8)) session = session with { WithHuman = reader.GetBoolean() };
            else if (reader.Take("pending"u8)) session = session with { Pending = ReadPending(ref reader) };
            else if (reader.Take("overlay"u8)) session = session with { Overlay = ReadOverlay(ref reader) };
            else if (reader.Take("deferred"u8)) session = session with { Deferred = ReadDeferred(ref reader) };
            else reader.SkipUnknown();
        }

        return session.Id.Length > 0 ? session : throw new JsonException("A session needs an id.");
    }

    private static ImmutableArray<Frame> ReadFrames(ref Utf8JsonReader reader)
    {
        var frames = ImmutableArray.CreateBuilder<Frame>(2);
        while (reader.NextItem()) frames.Add(FrameJson.Read(ref reader));
        return frames.DrainToImmutable();
    }

    private static void WritePending(Utf8JsonWriter writer, PendingCall pending)
    {
        writer.WriteStartObject("pending"u8);
        writer.WriteString("id"u8, pending.Id);
        writer.WriteString("state"u8, pending.State);
        writer.WriteBoolean("consequential"u8, pending.Consequential);
        writer.WriteEndObject();
    }

    private static PendingCall ReadPending(ref Utf8JsonReader reader)
    {
        var pending = new PendingCall("", "", false);
        while (reader.NextProperty())
        {
            if (reader.Take("id"u8)) pending = pending with { Id = reader.Text() };
            else if (reader.Take("state"u8)) pending = pending with { State = reader.Text() };
            else if (reader.Take("consequential"u8)) pending = pending with { Consequential = reader.GetBoolean() };
            else reader.SkipUnknown();
        }

        return pending;
    }

    private static void WriteOverlay(Utf8JsonWriter writer, Overlay overlay)
    {
        writer.WriteStartObject("overlay"u8);
        writer.WriteString("kind"u8, overlay.Kind);
        writer.WriteNumber("page"u8, overlay.Page);
        writer.WriteEndObject();
    }

    private static Overlay ReadOverlay(ref Utf8JsonReader reader)
    {
        var overlay = new Overlay("", 0);
        while (reader.NextProperty())
        {
            if (reader.Take("kind"u8)) overlay = overlay with { Kind = reader.Text() };
            else if (reader.Take("page"u8)) overlay = overlay with { Page = reader.GetInt32() };
            else reader.SkipUnknown();
        }

        return overlay;
    }

    private static void WriteDeferred(Utf8JsonWriter writer, ImmutableArray<HeardImage> images)
    {
        writer.WriteStartArray("deferred"u8);
        foreach (var image in images)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, image.Id);
            writer.WriteString("at"u8, image.At);
            writer.WritePropertyName("image"u8);
            ValueJson.Write(writer, image.Image.ToValue());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<HeardImage> ReadDeferred(ref Utf8JsonReader reader)
    {
        var images = ImmutableArray.CreateBuilder<HeardImage>();
        while (reader.NextItem())
        {
            var (id, at, image) = ("", default(DateTimeOffset), default(MediaReference));
            while (reader.NextProperty())
            {
                if (reader.Take("id"u8)) id = reader.Text();
                else if (reader.Take("at"u8)) at = reader.GetDateTimeOffset();
                else if (reader.Take("image"u8)) image = MediaReference.From(ValueJson.Read(ref reader));
                else reader.SkipUnknown();
            }

            images.Add(new(id, at, image ?? throw new JsonException("A deferred image needs its reference.")));
        }

        return images.DrainToImmutable();
    }
}
