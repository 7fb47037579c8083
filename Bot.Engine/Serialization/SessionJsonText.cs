using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Serialization;

/// <summary>The JSON of one flow run, of which only the ends of its parts are known: slots, visited states and results.</summary>
internal sealed class SessionJsonText(byte[] json) : SessionText
{
    /// <summary>A flow has tens of slots; a set with more is read at once.</summary>
    public const int IndexedSlots = 64;

    private const int LongestName = 64;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    // Where the names of the slots begin, and a sign of each to find it by.
    private int[] _slots = [];
    private byte[] _marks = [];
    private bool _indexed;
    private Range _id;
    private Range _flowHash;
    private Range _inSlots;
    private Range _inVisited;
    private Range _inDone;
    private Range _whole;
    private Frame? _run;

    /// <summary>With its quotes; empty for none.</summary>
    public ReadOnlySpan<byte> Id => json.AsSpan(_id);

    /// <summary>Between the brackets.</summary>
    public ReadOnlySpan<byte> Visited => json.AsSpan(_inVisited);

    /// <summary>Between the brackets.</summary>
    public ReadOnlySpan<byte> Done => json.AsSpan(_inDone);

    public override int SlotCount => _slots.Length;

    /// <summary>The whole text of a run that nothing has changed since it was read; empty for any other.</summary>
    public ReadOnlySpan<byte> Of(Frame run) => ReferenceEquals(run, _run) ? json.AsSpan(_whole) : default;

    /// <summary>Ends the reading.</summary>
    public void IsOf(Frame run, Range whole) => (_run, _whole) = (run, whole);

    /// <exception cref="JsonException">Something else stands there.</exception>
    public void TakeId(ref SessionJsonReader reader) => _id = reader.SkipText();

    /// <exception cref="JsonException">Something else stands there.</exception>
    public void TakeFlowHash(ref SessionJsonReader reader) => _flowHash = reader.SkipText();

    /// <exception cref="JsonException">Something else stands there.</exception>
    /// <param name="commas">Takes where the commas between the slots stand.</param>
    /// <returns>How many commas there are.</returns>
    public int TakeSlots(ref SessionJsonReader reader, scoped Span<int> commas)
    {
        _inSlots = Inside(reader.SkipTexts('{', commas, out var parted));
        return parted;
    }

    /// <exception cref="JsonException">Something else stands there.</exception>
    public void TakeVisitedStates(ref SessionJsonReader reader) => _inVisited = Inside(reader.SkipTexts('[', [], out _));

    /// <exception cref="JsonException">Something else stands there.</exception>
    public void TakeDone(ref SessionJsonReader reader) => _inDone = Inside(reader.SkipTexts('{', [], out _));

    /// <summary>Notes where each slot stands, if that can be.</summary>
    public void IndexSlots(scoped ReadOnlySpan<int> commas, int parted) =>
        _indexed = IsEmpty(_inSlots) || (parted < commas.Length && TryIndex(_inSlots.Start.Value - 1, commas[..parted]));

    /// <summary>A set of slots outside of any run.</summary>
    public static Slots ReadSlots(ref SessionJsonReader reader, byte[] json)
    {
        var text = new SessionJsonText(json);
        text.TakeSlots(ref reader, []);
        return text.ReadSlots();
    }

    public override string ReadId() => Id.IsEmpty ? "" : new SessionJsonReader(json, _id.Start.Value).Text();

    public override string ReadFlowHash() => IsEmpty(_flowHash) ? "" : new SessionJsonReader(json, _flowHash.Start.Value).NameText();

    public override Slots ReadSlots()
    {
        if (IsEmpty(_inSlots)) return Slots.Empty;

        var start = _inSlots.Start.Value - 1;
        if (!_indexed)
        {
            Span<int> commas = stackalloc int[IndexedSlots];
            var reader = new SessionJsonReader(json, start);
            IndexSlots(commas, TakeSlots(ref reader, commas));
        }

        if (_indexed) return Slots.From(this);

        var whole = new SessionJsonReader(json, start);
        return Slots.From(ValueJson.ReadFields(ref whole, json));
    }

    public override VisitedStates ReadVisitedStates() => IsEmpty(_inVisited) ? VisitedStates.Empty : VisitedStates.From(this);

    public override CompletedResults ReadCompletedResults() => IsEmpty(_inDone) ? CompletedResults.Empty : CompletedResults.From(this);

    /// <summary>Slots as they are written, with the commas between them.</summary>
    public ReadOnlySpan<byte> SlotsBetween(int first, int end) => json.AsSpan(_slots[first]..(end == _slots.Length ? _inSlots.End.Value : _slots[end] - 1));

    public override int IndexOfSlot(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return IndexOfUnusualSlot(name);

        var mark = MarkOf(name.Length, (byte)name[0], (byte)name[^1]);
        for (int slot = -1, found; (found = _marks.AsSpan(slot + 1).IndexOf(mark)) >= 0;)
        {
            slot += found + 1;
            var written = json.AsSpan(_slots[slot] + 1);
            if (written.Length > name.Length && written[name.Length] == '"' && Ascii.Equals(written[..name.Length], name)) return slot;
        }

        return name.ContainsAnyExcept(Plain) ? IndexOfUnusualSlot(name) : -1;
    }

    public override string SlotName(int slot) => new SessionJsonReader(json, _slots[slot]).Name();

    public override Value SlotValue(int slot)
    {
        var reader = new SessionJsonReader(json, _slots[slot]);
        reader.RawName(out _);
        return ValueJson.Read(ref reader, json);
    }

    public override bool WasVisited(string state) => Visited.IndexOf(Quoted(state, stackalloc byte[LongestName])) >= 0;

    public override string[] ReadVisited()
    {
        var states = new List<string>();
        var reader = new SessionJsonReader(json, _inVisited.Start.Value - 1);
        reader.Begin('[', "The visited states");
        while (reader.NextItem()) states.Add(reader.NameText());
        return [.. states];
    }

    public override string? OutcomeOf(string state)
    {
        var name = Quoted(state, stackalloc byte[LongestName]);
        for (var at = _inDone.Start.Value; json.AsSpan(at.._inDone.End.Value).IndexOf(name) is var found and >= 0; at += found + name.Length)
        {
            // The same word may be what came of another state.
            var reader = new SessionJsonReader(json, at + found + name.Length);
            if (reader.Next() != ':') continue;

            reader = new(json, at + found);
            reader.RawName(out _);
            return reader.NameText();
        }

        return null;
    }

    public override KeyValuePair<string, string>[] ReadOutcomes()
    {
        var outcomes = new List<KeyValuePair<string, string>>();
        var reader = new SessionJsonReader(json, _inDone.Start.Value - 1);
        reader.Begin('{', "A set of outcomes");
        while (reader.NextProperty())
        {
            var state = reader.Name();
            outcomes.Add(new(state, reader.NameText()));
        }

        return [.. outcomes];
    }

    private static Range Inside((int Start, int Length) piece) => (piece.Start + 1)..(piece.Start + piece.Length - 1);

    private static bool IsEmpty(Range piece) => piece.Start.Value == piece.End.Value;

    private static byte MarkOf(int length, byte first, byte last) => (byte)((length * 37) ^ (first * 5) ^ (last * 11));

    /// <summary>A name as we write it, in quotes.</summary>
    private static ReadOnlySpan<byte> Quoted(string name, Span<byte> room)
    {
        if (name.Length + 2 > room.Length || name.AsSpan().ContainsAnyExcept(Plain)) return Encoding.UTF8.GetBytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name)}\"");

        room[0] = room[name.Length + 1] = (byte)'"';
        Ascii.FromUtf16(name, room[1..], out _);
        return room[..(name.Length + 2)];
    }

    /// <summary>False where a name is written so that it is not found by its signs, or where space stands between the slots.</summary>
    private bool TryIndex(int start, ReadOnlySpan<int> commas)
    {
        var text = json.AsSpan();
        var (slots, marks) = (new int[commas.Length + 1], new byte[commas.Length + 1]);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var at = start + 1 + (slot == 0 ? 0 : commas[slot - 1]);
            if (text[at] != '"') return false;

            var name = text[(at + 1)..];
            var length = SessionJsonReader.IndexOfStop(name);
            if (length <= 0 || name[length] != '"') return false;
            (slots[slot], marks[slot]) = (at, MarkOf(length, name[0], name[length - 1]));
        }

        (_slots, _marks) = (slots, marks);
        return true;
    }

    private int IndexOfUnusualSlot(ReadOnlySpan<char> name)
    {
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (name.SequenceEqual(SlotName(slot)))
                return slot;
        }

        return -1;
    }
}
