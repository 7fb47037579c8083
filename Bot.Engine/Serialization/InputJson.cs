using System.Globalization;
using System.Text.Json;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Serialization;

/// <summary>An input as the turn log keeps it, and back, exactly.</summary>
internal static class InputJson
{
    public static void Write(ref SessionJsonWriter writer, Input input)
    {
        writer.Begin('{');
        writer.Text("id"u8, input.Id);
        writer.Text("at"u8, Text(input.At));
        if (input.IsLate) writer.Flag("late"u8, true);
        switch (input)
        {
            case HeardText text:
                writer.Text("text"u8, text.Text);
                break;
            case HeardTap tap:
                writer.Text("payload"u8, tap.Payload);
                writer.Text("title"u8, tap.Title);
                break;
            case CallReturned returned:
                writer.Text("outcome"u8, returned.Outcome);
                writer.Name("result"u8);
                ValueJson.Write(ref writer, returned.Result);
                if (returned.Fault is { } fault) Write(ref writer, fault);
                break;
            case HeardImage image:
                if (image.IsKept) writer.Flag("kept"u8, true);
                writer.Name("image"u8);
                ValueJson.Write(ref writer, image.Image.ToValue());
                break;
            default:
                WriteRare(ref writer, input);
                break;
        }

        writer.End('}');
    }

    /// <exception cref="JsonException">It is no input that this build knows.</exception>
    public static Input Read(ref SessionJsonReader reader, byte[] json)
    {
        var (kind, read) = ("", new InputFields());
        reader.Begin('{', "An input");
        while (reader.NextProperty())
        {
            var name = reader.Name();
            switch (name)
            {
                case "id": read.Id = reader.Text(); continue;
                case "at": read.At = Moment(reader.Text()); continue;
                case "late": read.IsLate = reader.Flag(); continue;
                case "own" or "kept" or "silent" or "human" or "back": read.Flags[name] = reader.Flag(); continue;
                case "token": read.Token = reader.Number(); continue;
                case "run": read.Run = SessionJson.Read(ref reader, json).Top; break;
                case "slots": read.Slots = SessionJsonText.ReadSlots(ref reader, json); break;
                case "result" or "image" or "content" or "parameters": read.Value = ValueJson.Read(ref reader, json); break;
                default: read.Texts[name] = reader.Text(); break;
            }

            if (kind.Length == 0) kind = name;
        }

        var made = Made(kind, read) with { IsLate = read.IsLate };
        return made is OperatorInput acted ? acted with { By = read.Texts.GetValueOrDefault("by"), Holder = read.Texts.GetValueOrDefault("holder") } : made;
    }

    private static void WriteRare(ref SessionJsonWriter writer, Input input)
    {
        switch (input)
        {
            case TimerFired fired:
                writer.Text("timer"u8, fired.Kind == TimerKind.Remind ? "remind" : "expire");
                writer.Number("token"u8, fired.Token);
                if (fired.Silent) writer.Flag("silent"u8, true);
                break;
            case HeardContact card:
                writer.Text("phone"u8, card.Phone);
                if (card.IsOwn) writer.Flag("own"u8, true);
                break;
            case HeardEdit edit:
                writer.Text("edited"u8, edit.MessageId);
                if (edit.Text is { } text) writer.Text("text"u8, text);
                break;
            case HeardOther other:
                writer.Text("other"u8, other.Kind);
                if (other.Content is { } content)
                {
                    writer.Name("content"u8);
                    ValueJson.Write(ref writer, content);
                }

                break;
            case StartedFor started:
                Write(ref writer, started);
                break;
            case Announcement announcement:
                writer.Text("message"u8, announcement.Message);
                break;
            case OwnerSpoke owner:
                writer.Text("until"u8, Text(owner.Until));
                break;
            case IdentityLearned learned:
                writer.Text("learned"u8, learned.SilentSince is { } since ? Text(since) : "");
                break;
            case OperatorInput acted:
                OperatorInputJson.Write(ref writer, acted);
                break;
            case CallSettled settled:
                writer.Text("settled"u8, settled.Outcome);
                writer.Name("result"u8);
                ValueJson.Write(ref writer, settled.Result);
                writer.Name("run"u8);
                SessionJson.Write(ref writer, new() { Id = settled.Id, Frames = [settled.Run] });
                break;
            default:
                throw new ArgumentException($"{input.GetType().Name} has no place in the turn log.", nameof(input));
        }
    }

    /// <summary>An input by the first of its own properties.</summary>
    private static Input Made(string kind, InputFields read) => kind switch
    {
        "text" => new HeardText(read.Id, read.At, read.Text("text")),
        "payload" => new HeardTap(read.Id, read.At, read.Text("payload"), read.Text("title")),
        "outcome" => new CallReturned(read.Id, read.At, read.Text("outcome"), read.Value ?? throw new JsonException("An outcome needs its result."))
        {
            Fault = read.Texts.ContainsKey("lasting") ? new(read.Text("lasting"), read.Text("argument"), read.Text("because")) : null,
        },
        "image" => new HeardImage(read.Id, read.At, MediaReference.From(read.Value) ?? throw new JsonException("An image needs its reference."))
        {
            IsKept = read.Flag("kept"),
        },
        "timer" => new TimerFired(read.Id, read.At, read.Text("timer") == "remind" ? TimerKind.Remind : TimerKind.Expire, read.Token, read.Flag("silent")),
        "phone" => new HeardContact(read.Id, read.At, read.Text("phone"), read.Flag("own")),
        "edited" => new HeardEdit(read.Id, read.At, read.Text("edited"), read.Texts.GetValueOrDefault("text")),
        "other" => new HeardOther(read.Id, read.At, read.Text("other")) { Content = read.Value },
        "begun" => new StartedFor(read.Id, read.At, read.Text("begun"), read.Slots, read.Texts.GetValueOrDefault("language"), Opening(read)),
        "message" => new Announcement(read.Id, read.At, read.Text("message")),
        "until" => new OwnerSpoke(read.Id, read.At, Moment(read.Text("until"))),
        "learned" => new IdentityLearned(read.Id, read.At) { SilentSince = read.Text("learned") is { Length: > 0 } since ? Moment(since) : null },
        "moved" => new MovedByOperator(read.Id, read.At, read.Text("moved")) { HandsBack = read.Flag("back") },
        "written" => new WrittenByOperator(read.Id, read.At,
            new(read.Text("written")) { Link = read.Text("link"), FileName = read.Text("file"), Template = Opening(read) }),
        "answered" => new AnsweredByOperator(read.Id, read.At, read.Text("answered"), read.Text("said")),
        "ended" => new EndedByOperator(read.Id, read.At),
        "set" => new SetByOperator(read.Id, read.At, read.Text("set") is { Length: > 0 } language ? language : null,
            read.Flags.TryGetValue("human", out var human) ? human : null),
        "settled" => new CallSettled(read.Id, read.At, read.Run ?? throw new JsonException("What was settled needs its run."), read.Text("settled"),
            read.Value ?? throw new JsonException("An outcome needs its result.")),
        _ => throw new JsonException($"'{kind}' begins no input that this build knows."),
    };

    private static void Write(ref SessionJsonWriter writer, StartedFor started)
    {
        writer.Text("begun"u8, started.Flow);
        writer.Name("slots"u8);
        ValueJson.Write(ref writer, started.Slots);
        if (started.Language is { } language) writer.Text("language"u8, language);
        if (started.Template is { } template) Write(ref writer, template);
    }

    internal static void Write(ref SessionJsonWriter writer, OpeningTemplate template)
    {
        writer.Text("template"u8, template.Name);
        writer.Text("templateLanguage"u8, template.Language);
        writer.Name("parameters"u8);
        ValueJson.Write(ref writer, Value.List(template.Parameters.Select(Value.Of)));
    }

    private static OpeningTemplate? Opening(InputFields read) => read.Texts.TryGetValue("template", out var name)
        ? new(name, read.Text("templateLanguage"), [.. (read.Value as ListValue)?.Items.Select(item => item.Text) ?? []])
        : null;

    private static void Write(ref SessionJsonWriter writer, CallFault fault)
    {
        writer.Text("lasting"u8, fault.Lasting);
        writer.Text("argument"u8, fault.Argument);
        writer.Text("because"u8, fault.Message);
    }

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : throw new JsonException($"'{text}' is no moment.");

    /// <summary>What an input holds, before its kind is known.</summary>
    private sealed class InputFields
    {
        public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, bool> Flags { get; } = new(StringComparer.Ordinal);

        public string Id { get; set; } = "";

        public DateTimeOffset At { get; set; }

        public bool IsLate { get; set; }

        public int Token { get; set; }

        public Value? Value { get; set; }

        public Frame? Run { get; set; }

        public Slots Slots { get; set; } = Slots.Empty;

        public string Text(string name) => Texts.GetValueOrDefault(name) ?? "";

        public bool Flag(string name) => Flags.GetValueOrDefault(name);
    }
}
