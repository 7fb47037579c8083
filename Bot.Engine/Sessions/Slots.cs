using System.Collections.Immutable;
using Bot.Engine.Values;

namespace Bot.Engine.Sessions;

/// <summary>The answers of one flow run by slot name. Immutable: every change is a new set.</summary>
/// <remarks>
/// Those that were read from a session's text stay text until they are read; most turns ask for two or three and change one. So a set is that text and what was
/// changed since, in arrays rather than dictionaries: a reader over so few beats hashing.
/// </remarks>
public sealed class Slots
{
    private readonly Change[] _changes;

    private Slots(SessionText? source, Change[] changes) => (Source, _changes) = (source, changes);

    public static Slots Empty { get; } = new(null, []);

    public int Count
    {
        get
        {
            var count = Source?.SlotCount ?? 0;
            foreach (ref readonly var change in _changes.AsSpan())
            {
                if (!change.IsInSource) count++;
                else if (change.Value is null) count--;
            }

            return count;
        }
    }

    public bool IsEmpty => Count == 0;

    /// <summary>Names and values, all of them understood.</summary>
    public ReadOnlySpan<KeyValuePair<string, Value>> Items
    {
        get
        {
            var items = new List<KeyValuePair<string, Value>>(Count);
            var next = 0;
            foreach (ref readonly var change in _changes.AsSpan())
            {
                for (var until = change.IsInSource ? change.Place : Source?.SlotCount ?? 0; next < until; next++)
                    items.Add(new(Source!.SlotName(next), Source.SlotValue(next)));
                if (change.IsInSource) next++;
                if (change.Value is { } value) items.Add(new(change.Name, value));
            }

            for (; next < Source?.SlotCount; next++) items.Add(new(Source.SlotName(next), Source.SlotValue(next)));
            return items.ToArray();
        }
    }

    /// <summary>The text the first ones were read from; null for none.</summary>
    internal SessionText? Source { get; }

    /// <summary>What is no longer as it stands in the source: first what was changed there, in its order, then what came anew.</summary>
    internal ReadOnlySpan<Change> Changes => _changes;

    public static Slots From(ImmutableArray<KeyValuePair<string, Value>> items)
    {
        if (items.IsEmpty) return Empty;

        var added = new Change[items.Length];
        for (var i = 0; i < added.Length; i++) added[i] = new(items[i].Key, items[i].Value);
        return new(null, added);
    }

    internal static Slots From(SessionText source) => new(source, []);

    /// <summary>The value of a slot, or of a field in it by dotted path (<c>agent.id</c>); null where it is not set.</summary>
    public Value? Find(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return Slot(path);

        var value = Slot(path.AsSpan(0, dot));
        foreach (var part in path.AsSpan(dot + 1).Split('.')) value = value?.Field(path.AsSpan(dot + 1)[part]);
        return value ?? Slot(path);
    }

    public bool Has(string path) =>
        IndexOfChange(path) is var index and >= 0 ? _changes[index].Value is not null
        : Source?.IndexOfSlot(path) >= 0 || path.Contains('.', StringComparison.Ordinal) && Find(path) is not null;

    public Slots With(string name, Value value)
    {
        var index = IndexOfChange(name);
        if (index >= 0 && _changes[index].Value is not null)
            return new(Source, [.. _changes.AsSpan(0, index), _changes[index] with { Value = value }, .. _changes.AsSpan(index + 1)]);

        // One that was removed comes last when it is set again, as one that was never there.
        var place = index >= 0 ? -1 : Source?.IndexOfSlot(name) ?? -1;
        return place >= 0 ? Changed(new(name, value, place)) : new(Source, [.. _changes, new(name, value)]);
    }

    public Slots Without(string name)
    {
        var index = IndexOfChange(name);
        if (index < 0) return Source?.IndexOfSlot(name) is { } place and >= 0 ? Changed(new(name, null, place)) : this;
        if (_changes[index].Value is null) return this;
        if (!_changes[index].IsInSource) return new(Source, [.. _changes.AsSpan(0, index), .. _changes.AsSpan(index + 1)]);
        return new(Source, [.. _changes.AsSpan(0, index), _changes[index] with { Value = null }, .. _changes.AsSpan(index + 1)]);
    }

    private Slots Changed(in Change change)
    {
        var before = 0;
        while (before < _changes.Length && _changes[before].IsInSource && _changes[before].Place < change.Place) before++;
        return new(Source, [.. _changes.AsSpan(0, before), change, .. _changes.AsSpan(before)]);
    }

    /// <summary>The value of a slot; null where it is not set.</summary>
    internal Value? Slot(ReadOnlySpan<char> name)
    {
        if (IndexOfChange(name) is var index and >= 0) return _changes[index].Value;
        return Source?.IndexOfSlot(name) is { } slot and >= 0 ? Source.SlotValue(slot) : null;
    }

    /// <summary>The last change of a slot: one that was removed may have come anew.</summary>
    private int IndexOfChange(ReadOnlySpan<char> name)
    {
        for (var i = _changes.Length - 1; i >= 0; i--)
        {
            if (name.SequenceEqual(_changes[i].Name))
                return i;
        }

        return -1;
    }

    /// <summary>A slot that was set, changed or removed.</summary>
    /// <param name="Value">Null when it was removed.</param>
    /// <param name="Place">Its number in the source; -1 for one that does not stand there.</param>
    internal readonly record struct Change(string Name, Value? Value, int Place = -1)
    {
        public bool IsInSource => Place >= 0;
    }
}
