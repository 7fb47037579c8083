using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bot.Engine.Sessions;

namespace Bot.Engine.Serialization;

/// <summary>
/// A session as JSON and back, exactly. Flows, states and slots stand by name; what is empty is left out; what is not known is skipped, so that an older build
/// reads a newer one's sessions.
/// </summary>
/// <remarks>Written by hand: it runs twice per turn. What a turn does not look at is neither understood nor written anew, but copied.</remarks>
public static class SessionJson
{
    /// <summary>Writes UTF-8 into <paramref name="output"/>.</summary>
    /// <exception cref="InvalidOperationException">A value is nested deeper than <see cref="SessionJsonWriter.DepthLimit"/>.</exception>
    public static void Write(IBufferWriter<byte> output, Session session)
    {
        var pen = new SessionJsonWriter(output);
        pen.Begin('{');
        pen.Text("id"u8, session.Id);
        pen.Text("language"u8, session.Language);
        pen.Number("turn"u8, session.Turn);
        if (session.TimerToken != 0) pen.Number("timerToken"u8, session.TimerToken);
        if (session.WithHuman) pen.Flag("withHuman"u8, true);
        if (session.Pending is { } pending) WritePending(ref pen, pending);
        if (session.Interrupt is { } overlay) WriteOverlay(ref pen, overlay);
        if (!session.Deferred.IsEmpty) WriteDeferred(ref pen, session.Deferred);
        if (!session.Frames.IsEmpty)
        {
            pen.Name("frames"u8);
            pen.Begin('[');
            foreach (var frame in session.Frames) FrameJson.Write(ref pen, frame);
            pen.End(']');
        }

        pen.End('}');
        pen.Done();
    }

    /// <param name="utf8">The session keeps it: it must not change any more.</param>
    /// <exception cref="JsonException">It is not a session.</exception>
    public static Session Read(byte[] utf8)
    {
        var scan = new SessionJsonReader(utf8);
        var (id, language, turn, timerToken, withHuman) = ("", "en", 0, 0, false);
        var (frames, deferred) = (ImmutableArray<Frame>.Empty, ImmutableArray<HeardImage>.Empty);
        var (pending, overlay) = (default(PendingCall), default(Interrupt));
        scan.Begin('{', "A session");
        while (scan.NextProperty())
        {
            switch (scan.Initial)
            {
                case 'i' when scan.Named("id"u8): id = scan.Text(); break;
                case 'l' when scan.Named("language"u8): language = scan.NameText(); break;
                case 't' when scan.Named("turn"u8): turn = scan.Number(); break;
                case 't' when scan.Named("timerToken"u8): timerToken = scan.Number(); break;
                case 'w' when scan.Named("withHuman"u8): withHuman = scan.Flag(); break;
                case 'p' when scan.Named("pending"u8): pending = ReadPending(ref scan); break;
                case 'o' when scan.Named("overlay"u8): overlay = ReadOverlay(ref scan); break;
                case 'd' when scan.Named("deferred"u8): deferred = ReadDeferred(ref scan, utf8); break;
                case 'f' when scan.Named("frames"u8): frames = ReadFrames(ref scan, utf8); break;
                default: scan.SkipProperty(); break;
            }
        }

        if (id.Length == 0) throw new JsonException("A session needs an id.");
        return new()
        {
            Id = id, Language = language, Turn = turn, Frames = frames, TimerToken = timerToken, WithHuman = withHuman, Pending = pending,
            Interrupt = overlay, Deferred = deferred
        };
    }

    /// <exception cref="JsonException">It is not a session.</exception>
    public static Session Read(ReadOnlySpan<byte> utf8) => Read(utf8.ToArray());

    private static ImmutableArray<Frame> ReadFrames(ref SessionJsonReader scan, byte[] json) =>
        ReadFrames(ref scan, json, stackalloc int[SessionJsonText.IndexedSlots]);

    private static ImmutableArray<Frame> ReadFrames(ref SessionJsonReader scan, byte[] json, scoped Span<int> commas)
    {
        // Mostly one flow runs on top of another.
        var (frames, count) = (new Frame[2], 0);
        scan.Begin('[', "A list of flow runs");
        while (scan.NextItem())
        {
            if (count == frames.Length) Array.Resize(ref frames, 2 * count);
            frames[count++] = FrameJson.Read(ref scan, json, commas);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(count == frames.Length ? frames : frames[..count]);
    }

    private static void WritePending(ref SessionJsonWriter pen, PendingCall pending)
    {
        pen.Name("pending"u8);
        pen.Begin('{');
        pen.Text("id"u8, pending.Id);
        pen.Text("state"u8, pending.State);
        pen.Flag("consequential"u8, pending.Consequential);
        pen.End('}');
    }

    private static PendingCall ReadPending(ref SessionJsonReader scan)
    {
        var (id, state, consequential) = ("", "", false);
        scan.Begin('{', "A pending call");
        while (scan.NextProperty())
        {
            if (scan.Named("id"u8)) id = scan.Text();
            else if (scan.Named("state"u8)) state = scan.NameText();
            else if (scan.Named("consequential"u8)) consequential = scan.Flag();
            else scan.SkipProperty();
        }

        return new(id, state, consequential);
    }

    private static void WriteOverlay(ref SessionJsonWriter pen, Interrupt overlay)
    {
        pen.Name("overlay"u8);
        pen.Begin('{');
        pen.Text("kind"u8, overlay.Kind);
        pen.Number("page"u8, overlay.Page);
        pen.End('}');
    }

    private static Interrupt ReadOverlay(ref SessionJsonReader scan)
    {
        var overlay = new Interrupt("", 0);
        scan.Begin('{', "An overlay");
        while (scan.NextProperty())
        {
            if (scan.Named("kind"u8)) overlay = overlay with { Kind = scan.Text() };
            else if (scan.Named("page"u8)) overlay = overlay with { Page = scan.Number() };
            else scan.SkipProperty();
        }

        return overlay;
    }

    private static void WriteDeferred(ref SessionJsonWriter pen, ImmutableArray<HeardImage> images)
    {
        pen.Name("deferred"u8);
        pen.Begin('[');
        foreach (var image in images)
        {
            pen.Begin('{');
            pen.Text("id"u8, image.Id);
            pen.Text("at"u8, image.At.ToString("O", CultureInfo.InvariantCulture));
            pen.Name("image"u8);
            ValueJson.Write(ref pen, image.Image.ToValue());
            pen.End('}');
        }

        pen.End(']');
    }

    private static ImmutableArray<HeardImage> ReadDeferred(ref SessionJsonReader scan, byte[] json)
    {
        var images = ImmutableArray.CreateBuilder<HeardImage>();
        scan.Begin('[', "A list of images");
        while (scan.NextItem())
        {
            var (id, at, image) = ("", default(DateTimeOffset), default(MediaReference));
            scan.Begin('{', "An image");
            while (scan.NextProperty())
            {
                if (scan.Named("id"u8)) id = scan.Text();
                else if (scan.Named("at"u8)) at = Moment(scan.Text());
                else if (scan.Named("image"u8)) image = MediaReference.From(ValueJson.Read(ref scan, json));
                else scan.SkipProperty();
            }

            images.Add(new(id, at, image ?? throw new JsonException("A deferred image needs its reference.")));
        }

        return images.DrainToImmutable();
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : throw new JsonException($"'{text}' is no moment.");
}
