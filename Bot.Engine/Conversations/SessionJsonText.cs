using System.Buffers;
using System.Text;
using System.Text.Json;
using Bot.Engine.Json;
using Bot.Engine.Machine;

namespace Bot.Engine.Conversations;

/// <summary>A part of a session's JSON: an object or array, brackets included.</summary>
internal sealed class SessionJsonText(ReadOnlyMemory<byte> json) : SessionText
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    // What is gathered before its number is known; one of each a thread, for reading never nests.
    [ThreadStatic]
    private static List<Slots.Entry>? t_slots;

    [ThreadStatic]
    private static List<string>? t_states;

    [ThreadStatic]
    private static List<KeyValuePair<string, string>>? t_outcomes;

    /// <summary>Between the brackets.</summary>
    public ReadOnlySpan<byte> Inside => json.Span[1..^1];

    /// <exception cref="JsonException">Something else stands there.</exception>
    public static SessionJsonText Of(ref JsonScan scan, ReadOnlyMemory<byte> json, char bracket)
    {
        var (start, length) = scan.SkipTexts(bracket);
        return new(json.Slice(start, length));
    }

    public ReadOnlySpan<byte> Part(int from, int until) => json.Span[from..until];

    public override bool Mentions(string name)
    {
        Span<byte> quoted = stackalloc byte[LongestName + 2];
        // Another than a plain name may be written in more than one way.
        if (name.Length > LongestName || name.AsSpan().ContainsAnyExcept(Plain)) return true;

        quoted[0] = quoted[name.Length + 1] = (byte)'"';
        Ascii.FromUtf16(name, quoted[1..], out _);
        return Inside.IndexOf(quoted[..(name.Length + 2)]) >= 0;
    }

    public override Slots.Entry[] ReadSlots()
    {
        var slots = Emptied(ref t_slots);
        var scan = new JsonScan(json.Span);
        scan.Begin('{', "A set of slots");
        while (scan.NextProperty())
        {
            var at = scan.NameAt;
            scan.Skip();
            slots.Add(new(scan.Name(), at, scan.At));
        }

        return [.. slots];
    }

    public override Value ReadSlot(int start)
    {
        var scan = JsonScan.AtProperty(json.Span, start);
        return ValueJson.Read(ref scan);
    }

    public override string[] ReadTrail()
    {
        var states = Emptied(ref t_states);
        var scan = new JsonScan(json.Span);
        scan.Begin('[', "A trail");
        while (scan.NextItem()) states.Add(scan.NameText());
        return [.. states];
    }

    public override KeyValuePair<string, string>[] ReadOutcomes()
    {
        var outcomes = Emptied(ref t_outcomes);
        var scan = new JsonScan(json.Span);
        scan.Begin('{', "A set of outcomes");
        while (scan.NextProperty())
        {
            var state = scan.Name();
            outcomes.Add(new(state, scan.NameText()));
        }

        return [.. outcomes];
    }

    private static List<T> Emptied<T>(ref List<T>? list)
    {
        list ??= [];
        list.Clear();
        return list;
    }
}
