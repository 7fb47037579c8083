using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Bench.Turns;

/// <summary>The pure part of every turn of a conversation, whole and in parts. One operation is the whole conversation.</summary>
public class PureTurnBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private readonly ArrayBufferWriter<byte> _json = new(16 * 1024);
    private RecordedConversation _conversation = null!;
    private FlowCatalog _catalog = null!;
    private StateMachine _machine = null!;
    private byte[][] _before = [];
    private Session[] _after = [];
    private Reply[] _replies = [];

    /// <summary>Of the conversation, from the folder of flows.</summary>
    internal string Script { get; init; } = RecordedConversation.Fastag;

    /// <summary>Turns of the conversation.</summary>
    internal int Count => _before.Length;

    [GlobalSetup]
    public void SetUp()
    {
        using var services = FlowTools.Open();
        _catalog = services.GetRequiredService<FlowCatalog>();
        _conversation = Task.Run(() => RecordedConversation.PlayAsync(Script)).Result;
        _machine = new(_catalog.Flows, _catalog.Vocabulary);
        var json = Json(new() { Id = _conversation.SessionId });
        var (before, after, replies) = (new List<byte[]>(), new List<Session>(), new List<Reply>());
        foreach (var input in _conversation.Inputs)
        {
            before.Add(json);
            var turn = _machine.Advance(SessionJson.Read(json), input) ?? throw new InvalidOperationException($"The recorded {input} changes nothing.");
            after.Add(turn.Session);
            replies.AddRange(turn.Replies);
            json = Json(turn.Session);
        }

        (_before, _after, _replies) = ([.. before], [.. after], [.. replies]);
        Settle();
    }

    /// <summary>Parsed, advanced, rendered, written; the next turn reads what this one wrote.</summary>
    [Benchmark]
    public int Turns()
    {
        var json = _before[0];
        var messages = 0;
        foreach (var input in _conversation.Inputs)
        {
            var turn = _machine.Advance(SessionJson.Read(json), input)!;
            foreach (var reply in turn.Replies) messages += _catalog.Renderer.Render(reply).Length;
            json = Json(turn.Session);
        }

        return messages;
    }

    [Benchmark]
    public int Read()
    {
        var frames = 0;
        foreach (var json in _before) frames += SessionJson.Read(json).Frames.Length;
        return frames;
    }

    /// <summary>Together, because reading is put off until the machine asks.</summary>
    [Benchmark]
    public int ReadAndAdvance()
    {
        var moves = 0;
        for (var i = 0; i < _before.Length; i++) moves += _machine.Advance(SessionJson.Read(_before[i]), _conversation.Inputs[i])!.Path.Length;
        return moves;
    }

    [Benchmark]
    public int Render()
    {
        var messages = 0;
        foreach (var reply in _replies) messages += _catalog.Renderer.Render(reply).Length;
        return messages;
    }

    [Benchmark]
    public int Write()
    {
        var bytes = 0;
        foreach (var session in _after) bytes += Json(session).Length;
        return bytes;
    }

    /// <summary>The ceiling: every token of the same JSON looked at and written again by the framework, without any object made of it.</summary>
    [Benchmark]
    public int BareJson()
    {
        var bytes = 0;
        foreach (var json in _before)
        {
            _json.ResetWrittenCount();
            using var writer = new Utf8JsonWriter(_json, new() { SkipValidation = true });
            var reader = new Utf8JsonReader(json);
            while (reader.Read()) Copy(reader, writer);
            writer.Flush();
            bytes += _json.WrittenCount;
        }

        return bytes;
    }

    /// <summary>On a busy machine the runtime takes its time to compile for good; what is measured before that is another program.</summary>
    private void Settle()
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < WarmUp; Thread.Yield())
        {
            Turns();
            ReadAndAdvance();
            BareJson();
        }
    }

    private byte[] Json(Session session)
    {
        _json.ResetWrittenCount();
        SessionJson.Write(_json, session);
        return _json.WrittenSpan.ToArray();
    }

    private static void Copy(in Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(reader.ValueSpan); break;
            case JsonTokenType.String: writer.WriteStringValue(reader.ValueSpan); break;
            case JsonTokenType.Number: writer.WriteNumberValue(reader.GetInt32()); break;
            default: writer.WriteBooleanValue(reader.GetBoolean()); break;
        }
    }
}
