using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>The abstraction: what of a session decides what can become of it. Two sessions with one key are one state of the exploration.</summary>
/// <remarks>
/// See docs/decisions/0038. A slot counts as unset, empty, one of the values that conditions compare it with, or set. The key is 128 bits of a SHA-256 of that:
/// among a million states two that differ share one with a chance of 1 in 10^26.
/// </remarks>
internal sealed class ProofKey(IReadOnlyDictionary<string, FlowFacts> facts)
{
    [ThreadStatic]
    private static StringBuilder? _buffer;

    [ThreadStatic]
    private static char[]? _text;

    public UInt128 Of(Session session, RunWatch watch)
    {
        var key = (_buffer ??= new()).Clear();

        // What may follow from the engine's own questions is looked at with each of their answers, right where they are asked.
        if (session is { Interrupt: { } own, Top: { } top })
            return Hash(key.Append(top.Flow).Append('/').Append(top.State).Append('?').Append(own.Kind).Append(own.Page));

        foreach (var frame in session.Frames) Add(key, frame);
        if (session.Pending is { } pending) key.Append('!').Append(pending.State);
        if (session.WithHuman) key.Append("human");
        if (session.OptedOut) key.Append("out");
        if (!session.Deferred.IsEmpty) key.Append("photos").Append(session.Deferred.Length);
        watch.AddTo(key.Append('&'));
        return Hash(key);
    }

    private static UInt128 Hash(StringBuilder key)
    {
        if (_text is null || _text.Length < key.Length) _text = new char[key.Length * 2];
        key.CopyTo(0, _text, key.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(_text.AsSpan(0, key.Length)), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Add(StringBuilder key, Frame frame)
    {
        key.Append('/').Append(frame.Flow).Append(' ').Append(frame.State);
        if (!facts.TryGetValue(frame.Flow, out var known)) return;

        var (deciding, lastAsked) = (known.Deciding, "");
        key.Append(' ');
        if (frame.Attempts > 0) key.Append(frame.Attempts).Append(frame.AttemptsAt);
        if (frame.Page > 0) key.Append('p').Append(frame.Page);
        foreach (var slot in known.KeySlots)
        {
            var value = frame.Slots.Slot(slot.Name);
            var isSkipped = value is null && slot.SkippedAt is { } question && frame.CompletedResults.Find(question) == AskState.Skip;
            key.Append(isSkipped ? "s" : Class(known, slot.Name, value)).Append(',');
        }

        foreach (var path in known.Paths) key.Append(Class(known, path, frame.Slots.Find(path))).Append(';');
        foreach (var state in frame.VisitedStates)
        {
            if (deciding.IsTold(state)) key.Append('>').Append(state);
            if (known.Flow.Find(state) is { IsQuestion: true }) lastAsked = state;
        }

        foreach (var (state, outcome) in frame.CompletedResults.OrderBy(result => result.Key, StringComparer.Ordinal))
        {
            if (deciding.IsTold(state, outcome, lastAsked) || state == frame.State) key.Append('=').Append(state).Append(':').Append(outcome);
        }
    }

    private static string Class(FlowFacts facts, string path, Value? value) => value switch
    {
        null => "",
        TextValue text when facts.ComparedWith(path) is { IsEmpty: false } compared && compared.Contains(text.Text) => text.Text,
        ListValue { Items.IsEmpty: true } => "n",
        _ => "s",
    };
}
