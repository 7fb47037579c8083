using System.Collections;
using System.Collections.Immutable;

namespace Bot.Engine.Sessions;

/// <summary>What came of states, by the state's name, in the order in which it came. Immutable; tens at most.</summary>
/// <remarks>Those that were read from a session's text stay text while the states that are asked for do not stand in it.</remarks>
public sealed class CompletedResults : IReadOnlyCollection<KeyValuePair<string, string>>
{
    private readonly KeyValuePair<string, string>[] _added;
    private KeyValuePair<string, string>[]? _all;

    private CompletedResults(SessionText? source, KeyValuePair<string, string>[] added) => (Source, _added) = (source, added);

    public static CompletedResults Empty { get; } = new(null, []);

    public int Count => All.Length;

    public bool IsEmpty => Source is null && _added.Length == 0;

    public IEnumerable<string> Keys => All.Select(item => item.Key);

    /// <summary>The text that the first ones were read from; null for none.</summary>
    internal SessionText? Source { get; }

    /// <summary>Those behind the ones of the source.</summary>
    internal ReadOnlySpan<KeyValuePair<string, string>> Added => _added;

    private KeyValuePair<string, string>[] All => _all ??= Source is null ? _added : [.. Source.ReadOutcomes(), .. _added];

    public static implicit operator CompletedResults(ImmutableSortedDictionary<string, string> outcomes) => Of([.. outcomes]);

    internal static CompletedResults From(SessionText source) => new(source, []);

    /// <summary>What came of a state; null when nothing stands.</summary>
    public string? Find(string state)
    {
        foreach (var (name, outcome) in _added)
        {
            if (name == state)
                return outcome;
        }

        return Source?.OutcomeOf(state);
    }

    public bool Has(string state) => Find(state) is not null;

    public CompletedResults With(string state, string outcome)
    {
        if (Find(state) is not { } stands) return new(Source, [.. _added, new(state, outcome)]);
        if (stands == outcome) return this;

        KeyValuePair<string, string>[] changed = [.. All];
        changed[IndexOf(state)] = new(state, outcome);
        return Of(changed);
    }

    public CompletedResults Without(string state) => Has(state) && IndexOf(state) is var index ? Of([.. All.AsSpan(0, index), .. All.AsSpan(index + 1)]) : this;

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)All).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static CompletedResults Of(KeyValuePair<string, string>[] items) => items.Length == 0 ? Empty : new(null, items);

    /// <summary>Where a state stands that has an outcome.</summary>
    private int IndexOf(string state)
    {
        var index = 0;
        while (All[index].Key != state) index++;
        return index;
    }
}
