using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Bot.Engine.Sessions;

/// <summary>States passed on the way, oldest first. Immutable.</summary>
/// <remarks>Those that were read from a session's text stay text while all that is asked is whether one of them was passed.</remarks>
[CollectionBuilder(typeof(VisitedStates), nameof(Of))]
public sealed class VisitedStates : IReadOnlyList<string>
{
    private readonly string[] _added;
    private string[]? _all;

    private VisitedStates(SessionText? source, string[] added) => (Source, _added) = (source, added);

    public static VisitedStates Empty { get; } = new(null, []);

    public int Count => All.Length;

    public bool IsEmpty => Source is null && _added.Length == 0;

    public string this[int index] => All[index];

    /// <summary>The text that the first states were read from; null for none.</summary>
    internal SessionText? Source { get; }

    /// <summary>The states behind those of the source.</summary>
    internal ReadOnlySpan<string> Added => _added;

    private string[] All => _all ??= Source is null ? _added : [.. Source.ReadVisited(), .. _added];

    public static VisitedStates Of(ReadOnlySpan<string> states) => states.IsEmpty ? Empty : new(null, states.ToArray());

    public static implicit operator VisitedStates(ImmutableArray<string> states) => Of(states.AsSpan());

    internal static VisitedStates From(SessionText source) => new(source, []);

    public int IndexOf(string state) =>
        Source is not null && _all is null && !_added.AsSpan().Contains(state) && !Source.WasVisited(state) ? -1 : All.AsSpan().IndexOf(state);

    public VisitedStates Add(string state) => new(Source, [.. _added, state]);

    /// <summary>The first <paramref name="count"/> states.</summary>
    public VisitedStates Until(int count) => count == Count ? this : Of(All.AsSpan(0, count));

    /// <summary>The states from <paramref name="first"/> on.</summary>
    public ReadOnlySpan<string> Since(int first) => All.AsSpan(first);

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)All).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
