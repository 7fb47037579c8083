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
        var writer = new SessionJsonWriter(output);
        Write(ref writer, session);
        writer.Done();
    }

    /// <summary>The same as a value within a larger text.</summary>
    internal static void Write(ref SessionJsonWriter writer, Session session)
    {
        writer.Begin('{');
        writer.Text("id"u8, session.Id);
        writer.Text("language"u8, session.Language);
        if (session.LanguageChosen) writer.Flag("languageChosen"u8, true);
        writer.Number("turn"u8, session.Turn);
        if (session.TimerToken != 0) writer.Number("timerToken"u8, session.TimerToken);
        if (session.WithHuman) writer.Flag("withHuman"u8, true);
        if (session.HumanSince is { } since) writer.Text("humanSince"u8, since.ToString("O", CultureInfo.InvariantCulture));
        if (session.Operator is { } name) writer.Text("operator"u8, name);
        if (session.Repetition is { } repetition) WriteRepetition(ref writer, repetition);
        if (session.HeldUntil is { } until) writer.Text("heldUntil"u8, until.ToString("O", CultureInfo.InvariantCulture));
        if (session.OptedOut) writer.Flag("optedOut"u8, true);
        if (session.LastAnswer is { } answer)
        {
            writer.Text("answerId"u8, answer.Id);
            writer.Text("answerState"u8, answer.State);
        }

        if (session.EarlierAnswers.Length > 0) writer.Text("answered"u8, session.EarlierAnswers);

        if (session.Pending is { } pending) WritePending(ref writer, pending);
        if (session.Interrupt is { } interrupt) WriteInterrupt(ref writer, interrupt);
        if (!session.Deferred.IsEmpty) WriteDeferred(ref writer, session.Deferred);
        if (session.FlowsVersion != 0) writer.Number("flowsVersion"u8, session.FlowsVersion);
        if (session.Publication != 0) writer.Number("publication"u8, session.Publication);
        if (session.MovedTo is { } to) writer.Text("movedTo"u8, to);
        if (!session.Aliases.IsEmpty) PersonJson.WriteAliases(ref writer, session.Aliases);
        if (!session.SetAside.IsEmpty) PersonJson.WriteSetAside(ref writer, session.SetAside);
        if (!session.Frames.IsEmpty) WriteFrames(ref writer, session.Frames);

        writer.End('}');
    }

    /// <param name="utf8">The session keeps it: it must not change any more.</param>
    /// <exception cref="JsonException">It is not a session.</exception>
    public static Session Read(byte[] utf8)
    {
        var reader = new SessionJsonReader(utf8);
        return Read(ref reader, utf8);
    }

    internal static Session Read(ref SessionJsonReader reader, byte[] utf8)
    {
        var (id, language, turn, timerToken, withHuman) = ("", "en", 0, 0, false);
        var (frames, deferred) = (ImmutableArray<Frame>.Empty, ImmutableArray<HeardImage>.Empty);
        var (pending, interrupt) = (default(PendingCall), default(Interrupt));
        var (humanSince, repetition) = (default(DateTimeOffset?), default(Repetition));
        var (heldUntil, optedOut, answerId, answerState, answered) = (default(DateTimeOffset?), false, "", "", "");
        var (operatorName, flowsVersion, publication) = (default(string?), 0, 0);
        var (aliases, setAside, movedTo, languageChosen) = (ImmutableArray<string>.Empty, ImmutableArray<SetAside>.Empty, default(string?), false);
        reader.Begin('{', "A session");
        while (reader.NextProperty())
        {
            switch (reader.Initial)
            {
                case 'i' when reader.Named("id"u8): id = reader.Text(); break;
                case 'l' when reader.Named("language"u8): language = reader.NameText(); break;
                case 'l' when reader.Named("languageChosen"u8): languageChosen = reader.Flag(); break;
                case 't' when reader.Named("turn"u8): turn = reader.Number(); break;
                case 't' when reader.Named("timerToken"u8): timerToken = reader.Number(); break;
                case 'w' when reader.Named("withHuman"u8): withHuman = reader.Flag(); break;
                case 'h' when reader.Named("heldUntil"u8): heldUntil = DateTimeOffset.Parse(reader.Text(), CultureInfo.InvariantCulture); break;
                case 'o' when reader.Named("operator"u8): operatorName = reader.Text(); break;
                case 'o' when reader.Named("optedOut"u8): optedOut = reader.Flag(); break;
                case 'a' when reader.Named("answerId"u8): answerId = reader.Text(); break;
                case 'a' when reader.Named("answerState"u8): answerState = reader.NameText(); break;
                case 'a' when reader.Named("answered"u8): answered = reader.Text(); break;
                case 'a' when reader.Named("aliases"u8): aliases = PersonJson.ReadAliases(ref reader); break;
                case 's' when reader.Named("setAside"u8): setAside = PersonJson.ReadSetAside(ref reader, utf8); break;
                case 'm' when reader.Named("movedTo"u8): movedTo = reader.Text(); break;
                case 'p' when reader.Named("pending"u8): pending = ReadPending(ref reader); break;
                case 'h' when reader.Named("humanSince"u8): humanSince = Moment(reader.Text()); break;
                case 'r' when reader.Named("repetition"u8): repetition = ReadRepetition(ref reader); break;
                case 'o' when reader.Named("overlay"u8): interrupt = ReadInterrupt(ref reader); break;
                case 'd' when reader.Named("deferred"u8): deferred = ReadDeferred(ref reader, utf8); break;
                case 'f' when reader.Named("flowsVersion"u8): flowsVersion = reader.Number(); break;
                case 'p' when reader.Named("publication"u8): publication = reader.Number(); break;
                case 'f' when reader.Named("frames"u8): frames = ReadFrames(ref reader, utf8); break;
                default: reader.SkipProperty(); break;
            }
        }

        if (id.Length == 0) throw new JsonException("A session needs an id.");
        return new()
        {
            Id = id, Language = language, LanguageChosen = languageChosen, Turn = turn, Frames = frames, TimerToken = timerToken, WithHuman = withHuman,
            Pending = pending, Interrupt = interrupt, Deferred = deferred, HumanSince = humanSince, Repetition = repetition,
            HeldUntil = heldUntil, OptedOut = optedOut, Operator = operatorName, Aliases = aliases, SetAside = setAside, MovedTo = movedTo,
            FlowsVersion = flowsVersion, Publication = publication,
            LastAnswer = answerId.Length > 0 ? new(answerId, answerState) : null, EarlierAnswers = answered,
        };
    }

    /// <exception cref="JsonException">It is not a session.</exception>
    public static Session Read(ReadOnlySpan<byte> utf8) => Read(utf8.ToArray());

    internal static ImmutableArray<Frame> ReadFrames(ref SessionJsonReader reader, byte[] json) =>
        ReadFrames(ref reader, json, stackalloc int[SessionJsonText.IndexedSlots]);

    private static ImmutableArray<Frame> ReadFrames(ref SessionJsonReader reader, byte[] json, scoped Span<int> commas)
    {
        // Mostly one flow runs on top of another.
        var (frames, count) = (new Frame[2], 0);
        reader.Begin('[', "A list of flow runs");
        while (reader.NextItem())
        {
            if (count == frames.Length) Array.Resize(ref frames, 2 * count);
            frames[count++] = FrameJson.Read(ref reader, json, commas);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(count == frames.Length ? frames : frames[..count]);
    }

    internal static void WriteFrames(ref SessionJsonWriter writer, ImmutableArray<Frame> frames)
    {
        writer.Name("frames"u8);
        writer.Begin('[');
        foreach (var frame in frames) FrameJson.Write(ref writer, frame);
        writer.End(']');
    }

    private static void WritePending(ref SessionJsonWriter writer, PendingCall pending)
    {
        writer.Name("pending"u8);
        writer.Begin('{');
        writer.Text("id"u8, pending.Id);
        writer.Text("state"u8, pending.State);
        writer.Flag("consequential"u8, pending.Consequential);
        writer.End('}');
    }

    private static PendingCall ReadPending(ref SessionJsonReader reader)
    {
        var (id, state, consequential) = ("", "", false);
        reader.Begin('{', "A pending call");
        while (reader.NextProperty())
        {
            if (reader.Named("id"u8)) id = reader.Text();
            else if (reader.Named("state"u8)) state = reader.NameText();
            else if (reader.Named("consequential"u8)) consequential = reader.Flag();
            else reader.SkipProperty();
        }

        return new(id, state, consequential);
    }

    private static void WriteInterrupt(ref SessionJsonWriter writer, Interrupt interrupt)
    {
        writer.Name("overlay"u8);
        writer.Begin('{');
        writer.Text("kind"u8, interrupt.Kind);
        writer.Number("page"u8, interrupt.Page);
        if (interrupt.Flow.Length > 0) writer.Text("flow"u8, interrupt.Flow);
        writer.End('}');
    }

    private static Interrupt ReadInterrupt(ref SessionJsonReader reader)
    {
        var interrupt = new Interrupt("", 0);
        reader.Begin('{', "An interrupt");
        while (reader.NextProperty())
        {
            if (reader.Named("kind"u8)) interrupt = interrupt with { Kind = reader.Text() };
            else if (reader.Named("flow"u8)) interrupt = interrupt with { Flow = reader.Text() };
            else if (reader.Named("page"u8)) interrupt = interrupt with { Page = reader.Number() };
            else reader.SkipProperty();
        }

        return interrupt;
    }

    private static void WriteRepetition(ref SessionJsonWriter writer, Repetition repetition)
    {
        writer.Name("repetition"u8);
        writer.Begin('{');
        writer.Text("print"u8, repetition.Print);
        writer.Number("count"u8, repetition.Count);
        writer.End('}');
    }

    private static Repetition ReadRepetition(ref SessionJsonReader reader)
    {
        var repetition = new Repetition("", 0);
        reader.Begin('{', "A repetition");
        while (reader.NextProperty())
        {
            if (reader.Named("print"u8)) repetition = repetition with { Print = reader.Text() };
            else if (reader.Named("count"u8)) repetition = repetition with { Count = reader.Number() };
            else reader.SkipProperty();
        }

        return repetition;
    }

    private static void WriteDeferred(ref SessionJsonWriter writer, ImmutableArray<HeardImage> images)
    {
        writer.Name("deferred"u8);
        writer.Begin('[');
        foreach (var image in images)
        {
            writer.Begin('{');
            writer.Text("id"u8, image.Id);
            writer.Text("at"u8, image.At.ToString("O", CultureInfo.InvariantCulture));
            writer.Name("image"u8);
            ValueJson.Write(ref writer, image.Image.ToValue());
            writer.End('}');
        }

        writer.End(']');
    }

    private static ImmutableArray<HeardImage> ReadDeferred(ref SessionJsonReader reader, byte[] json)
    {
        var images = ImmutableArray.CreateBuilder<HeardImage>();
        reader.Begin('[', "A list of images");
        while (reader.NextItem())
        {
            var (id, at, image) = ("", default(DateTimeOffset), default(MediaReference));
            reader.Begin('{', "An image");
            while (reader.NextProperty())
            {
                if (reader.Named("id"u8)) id = reader.Text();
                else if (reader.Named("at"u8)) at = Moment(reader.Text());
                else if (reader.Named("image"u8)) image = MediaReference.From(ValueJson.Read(ref reader, json));
                else reader.SkipProperty();
            }

            images.Add(new(id, at, image ?? throw new JsonException("A deferred image needs its reference.")));
        }

        return images.DrainToImmutable();
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : throw new JsonException($"'{text}' is no moment.");
}
