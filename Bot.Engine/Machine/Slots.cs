using System.Collections.Immutable;

namespace Bot.Engine.Machine;

/// <summary>The answers of one flow run by slot name. Immutable: every change is a new set.</summary>
/// <remarks>An array rather than a dictionary: a flow has tens of slots, and a scan over so few beats hashing and allocates nothing. Values that were read from a session's text stay text until somebody asks for them; most turns ask for two or three.</remarks>
public sealed class Slots
{
    private readonly SessionText? _source;
    private Entry[]? _entries;

    private Slots(Entry[]? entries, SessionText? source) => (_entries, _source) = (entries, source);

    public static Slots Empty { get; } = new([], null);

    public int Count => Entries.Length;

    public bool IsEmpty => Unchanged is null && Count == 0;

    /// <summary>Names and values, all of them understood.</summary>
    public ReadOnlySpan<KeyValuePair<string, Value>> Items
    {
        get
        {
            var items = new KeyValuePair<string, Value>[Count];
            for (var i = 0; i < items.Length; i++) items[i] = new(Entries[i].Name, ValueAt(i));
            return items;
        }
    }

    /// <summary>The text all of this was read from; null when something was changed since.</summary>
    internal SessionText? Unchanged => _entries is null ? _source : null;

    internal SessionText? Source => _source;

    internal ReadOnlySpan<Entry> Written => Entries;

    private Entry[] Entries => _entries ?? (_entries = _source!.ReadSlots());

    public static Slots From(ImmutableArray<KeyValuePair<string, Value>> items)
    {
        if (items.IsEmpty) return Empty;

        var entries = new Entry[items.Length];
        for (var i = 0; i < entries.Length; i++) entries[i] = new(items[i].Key, items[i].Value);
        return new(entries, null);
    }

    /// <summary>What bindings read from other slots; what is not set there is left out.</summary>
    internal static Slots Of(ImmutableArray<Binding> bindings, Slots from)
    {
        var entries = new Entry[bindings.Length];
        var count = 0;
        foreach (var binding in bindings)
            if (binding.Source.Read(from, null) is { } value)
                entries[count++] = new(binding.Name, value);
        return count == 0 ? Empty : new(count == entries.Length ? entries : entries[..count], null);
    }

    internal static Slots From(SessionText source) => new(null, source);

    /// <summary>The value of a slot, or of a field in it by dotted path (<c>agent.id</c>); null where it is not set.</summary>
    public Value? Find(string path)
    {
        var index = IndexOf(path);
        if (index >= 0) return ValueAt(index);

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return null;

        index = IndexOf(path.AsSpan(0, dot));
        var value = index < 0 ? null : ValueAt(index);
        foreach (var part in path.AsSpan(dot + 1).Split('.')) value = value?.Field(path.AsSpan(dot + 1)[part]);
        return value;
    }

    public bool Has(string path) => IndexOf(path) >= 0 || Find(path) is not null;

    public Slots With(string name, Value value)
    {
        var entries = Entries;
        var index = IndexOf(name);
        var changed = new Entry[index < 0 ? entries.Length + 1 : entries.Length];
        entries.CopyTo(changed, 0);
        changed[index < 0 ? ^1 : index] = new(name, value);
        return new(changed, _source);
    }

    public Slots Without(string name)
    {
        var index = IndexOf(name);
        if (index < 0) return this;
        if (Count == 1) return Empty;

        Entry[] entries = Entries, left = new Entry[entries.Length - 1];
        entries.AsSpan(0, index).CopyTo(left);
        entries.AsSpan(index + 1).CopyTo(left.AsSpan(index));
        return new(left, _source);
    }

    // Two threads that ask at once understand it twice and keep either.
    private Value ValueAt(int index)
    {
        ref var entry = ref Entries[index];
        return entry.Value ??= _source!.ReadSlot(entry.Start);
    }

    private int IndexOf(string name)
    {
        var entries = Entries;
        for (var i = 0; i < entries.Length; i++)
            if (entries[i].Name == name)
                return i;
        return -1;
    }

    private int IndexOf(ReadOnlySpan<char> name)
    {
        var entries = Entries;
        for (var i = 0; i < entries.Length; i++)
            if (name.SequenceEqual(entries[i].Name))
                return i;
        return -1;
    }

    /// <summary>One slot: its value, or the place in the source where name and value stand.</summary>
    internal struct Entry
    {
        public Entry(string name, Value value) => (Name, Value) = (name, value);

        public Entry(string name, int start, int end) => (Name, Start, End) = (name, start, end);

        public readonly string Name { get; }

        public Value? Value { get; set; }

        /// <summary>Where its name begins in the source; 0 for a value that was set since.</summary>
        public readonly int Start { get; }

        /// <summary>Where its value ends in the source.</summary>
        public readonly int End { get; }
    }
}
