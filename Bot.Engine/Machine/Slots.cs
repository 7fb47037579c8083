using System.Collections.Immutable;

namespace Bot.Engine.Machine;

/// <summary>The answers of one flow run by slot name. Immutable: every change is a new set.</summary>
/// <remarks>An array rather than a dictionary: a flow has tens of slots, and a scan over so few beats hashing and allocates nothing.</remarks>
public sealed class Slots
{
    private readonly ImmutableArray<KeyValuePair<string, Value>> _items;

    private Slots(ImmutableArray<KeyValuePair<string, Value>> items) => _items = items;

    public static Slots Empty { get; } = new([]);

    public int Count => _items.Length;

    public ReadOnlySpan<KeyValuePair<string, Value>> Items => _items.AsSpan();

    public static Slots From(ImmutableArray<KeyValuePair<string, Value>> items) => items.IsEmpty ? Empty : new(items);

    /// <summary>The value of a slot, or of a field in it by dotted path (<c>agent.id</c>); null where it is not set.</summary>
    public Value? Find(string path)
    {
        var index = IndexOf(path);
        if (index >= 0) return _items[index].Value;

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return null;

        var value = Find(path[..dot]);
        foreach (var part in path[(dot + 1)..].Split('.')) value = value?.Field(part);
        return value;
    }

    public bool Has(string path) => Find(path) is not null;

    public Slots With(string name, Value value)
    {
        var index = IndexOf(name);
        var item = new KeyValuePair<string, Value>(name, value);
        return new(index < 0 ? _items.Add(item) : _items.SetItem(index, item));
    }

    public Slots Without(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? this : From(_items.RemoveAt(index));
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < _items.Length; i++)
            if (_items[i].Key == name)
                return i;
        return -1;
    }
}
