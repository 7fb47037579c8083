using System.Buffers;
using Bot.Engine.Conversations;
using Bot.Engine.Machine;
using Bot.Host.Wiring;

namespace Bot.Bench.Turns;

/// <summary>The pure part of every turn of a conversation: session parsed from JSON, machine advanced, replies rendered, session written as JSON.</summary>
internal sealed class PureTurns
{
    private readonly RecordedConversation _conversation;
    private readonly FlowShelf _shelf;
    private readonly StateMachine _machine;
    private readonly ArrayBufferWriter<byte> _json = new(16 * 1024);
    private readonly byte[] _start;

    public PureTurns(RecordedConversation conversation, FlowShelf shelf)
    {
        (_conversation, _shelf) = (conversation, shelf);
        _machine = new(shelf.Flows, shelf.Vocabulary);
        SessionJson.Write(_json, new() { Id = conversation.SessionId });
        _start = _json.WrittenSpan.ToArray();
        Sessions = [.. Walk()];
    }

    public int Count => _conversation.Inputs.Length;

    /// <summary>The session's JSON before each turn, and after the last.</summary>
    public IReadOnlyList<byte[]> Sessions { get; }

    /// <summary>Plays the conversation once; returns how many messages it rendered.</summary>
    public int Play()
    {
        var before = _start;
        var messages = 0;
        foreach (var input in _conversation.Inputs)
        {
            var session = SessionJson.Read(before);
            var turn = _machine.Advance(session, input)!;
            foreach (var reply in turn.Replies) messages += _shelf.Renderer.Render(reply).Length;
            _json.ResetWrittenCount();
            SessionJson.Write(_json, turn.Session);
            before = _json.WrittenSpan.ToArray();
        }
        return messages;
    }

    public readonly long[] Ticks = new long[5];
    public readonly long[] Bytes = new long[5];

    public int Timed()
    {
        var before = _start;
        var messages = 0;
        foreach (var input in _conversation.Inputs)
        {
            long t0 = System.Diagnostics.Stopwatch.GetTimestamp(), b0 = GC.GetAllocatedBytesForCurrentThread();
            void Lap(int i) { long t = System.Diagnostics.Stopwatch.GetTimestamp(), b = GC.GetAllocatedBytesForCurrentThread(); Ticks[i] += t - t0; Bytes[i] += b - b0; t0 = System.Diagnostics.Stopwatch.GetTimestamp(); b0 = GC.GetAllocatedBytesForCurrentThread(); }
            var session = SessionJson.Read(before);
            Lap(0);
            var turn = _machine.Advance(session, input)!;
            Lap(1);
            foreach (var reply in turn.Replies) messages += _shelf.Renderer.Render(reply).Length;
            Lap(2);
            _json.ResetWrittenCount();
            SessionJson.Write(_json, turn.Session);
            Lap(3);
            before = _json.WrittenSpan.ToArray();
            Lap(4);
        }
        return messages;
    }

    /// <summary>The parts alone, over the same sessions.</summary>
    public int Parse()
    {
        var frames = 0;
        for (var i = 0; i < Count; i++) frames += SessionJson.Read(Sessions[i]).Frames.Length;
        return frames;
    }

    public int Write(Session[] sessions)
    {
        for (var i = 0; i < sessions.Length; i++)
        {
            _json.ResetWrittenCount();
            SessionJson.Write(_json, sessions[i]);
        }
        return _json.WrittenCount;
    }

    public int Advance(Session[] sessions)
    {
        var moves = 0;
        for (var i = 0; i < Count; i++) moves += _machine.Advance(sessions[i], _conversation.Inputs[i])!.Path.Length;
        return moves;
    }

    public int Render(Reply[] replies)
    {
        var messages = 0;
        foreach (var reply in replies) messages += _shelf.Renderer.Render(reply).Length;
        return messages;
    }

    public Session[] ParsedSessions() => [.. Sessions.Select(json => SessionJson.Read(json))];

    public Reply[] Replies() => [.. ParsedSessions().Take(Count).SelectMany((session, i) => _machine.Advance(session, _conversation.Inputs[i])!.Replies)];

    private IEnumerable<byte[]> Walk()
    {
        var json = _start;
        yield return json;
        foreach (var input in _conversation.Inputs)
        {
            var turn = _machine.Advance(SessionJson.Read(json), input) ?? throw new InvalidOperationException($"The recorded {input} changes nothing.");
            _json.ResetWrittenCount();
            SessionJson.Write(_json, turn.Session);
            json = _json.WrittenSpan.ToArray();
            yield return json;
        }
    }
}
