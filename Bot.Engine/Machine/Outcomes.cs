using System.Collections;
using System.Collections.Immutable;

namespace Bot.Engine.Machine;

/// <summary>What came of states, by the state's name, in the order in which it came. Immutable; tens at most.</summary>
public sealed class Outcomes : IReadOnlyCollection<KeyValuePair<string, string>>
{
    private readonly int _fromSource;
    private KeyValuePair<string, string>[]? _items;

    private Outcomes(KeyValuePair<string, string>[]? items, SessionText? source, int fromSource) => (_items, Source, _fromSource) = (items, source, fromSource);

    public static Outcomes Empty { get; } = new([], null, 0);

    public int Count => Items.Length;

    public bool IsEmpty => Source is null && Count == 0;

    public IEnumerable<string> Keys => Items.Select(item => item.Key);

    /// <summary>The text that the first ones were read from, all of which still stand; null for none.</summary>
    internal SessionText? Source { get; }

    /// <summary>Those behind the ones of the source.</summary>
    internal ReadOnlySpan<KeyValuePair<string, string>> Added => _items.AsSpan(Math.Min(_fromSource, _items?.Length ?? 0));

    private KeyValuePair<string, string>[] Items => _items ??= Source!.ReadOutcomes();

    public static implicit operator Outcomes(ImmutableSortedDictionary<string, string> outcomes) => Of([.. outcomes]);

    internal static Outcomes From(SessionText source) => new(null, source, int.MaxValue);

    /// <summary>What came of a state; null when nothing stands.</summary>
    public string? Find(string state) => IndexOf(state) is var index and >= 0 ? Items[index].Value : null;

    public bool Has(string state) => IndexOf(state) >= 0;

    public Outcomes With(string state, string outcome)
    {
        var index = IndexOf(state);
        if (index < 0) return new([.. Items, new(state, outcome)], Source, Math.Min(_fromSource, Count));
        if (Items[index].Value == outcome) return this;

        KeyValuePair<string, string>[] changed = [.. Items];
        changed[index] = new(state, outcome);
        return Of(changed);
    }

    public Outcomes Without(string state) => IndexOf(state) is var index and >= 0 ? Of([.. Items.AsSpan(0, index), .. Items.AsSpan(index + 1)]) : this;

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Outcomes Of(KeyValuePair<string, string>[] items) => items.Length == 0 ? Empty : new(items, null, 0);

    private int IndexOf(string state)
    {
        var items = Items;
        for (var i = 0; i < items.Length; i++)
            if (items[i].Key == state)
                return i;
        return -1;
    }
}
