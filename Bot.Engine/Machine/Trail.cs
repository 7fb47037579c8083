using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Bot.Engine.Machine;

/// <summary>States passed on the way, oldest first. Immutable.</summary>
[CollectionBuilder(typeof(Trail), nameof(Of))]
public sealed class Trail : IReadOnlyList<string>
{
    private readonly int _fromSource;
    private string[]? _states;

    private Trail(string[]? states, SessionText? source, int fromSource) => (_states, Source, _fromSource) = (states, source, fromSource);

    public static Trail Empty { get; } = new([], null, 0);

    public int Count => States.Length;

    public bool IsEmpty => Source is null && Count == 0;

    public string this[int index] => States[index];

    /// <summary>The text that the first states were read from, all of which still stand; null for none.</summary>
    internal SessionText? Source { get; }

    /// <summary>The states behind those of the source.</summary>
    internal ReadOnlySpan<string> Added => _states.AsSpan(Math.Min(_fromSource, _states?.Length ?? 0));

    private string[] States => _states ??= Source!.ReadTrail();

    public static Trail Of(ReadOnlySpan<string> states) => states.IsEmpty ? Empty : new(states.ToArray(), null, 0);

    public static implicit operator Trail(ImmutableArray<string> states) => Of(states.AsSpan());

    internal static Trail From(SessionText source) => new(null, source, int.MaxValue);

    public int IndexOf(string state) => States.AsSpan().IndexOf(state);

    public Trail Add(string state) => new([.. States, state], Source, Math.Min(_fromSource, Count));

    /// <summary>The first <paramref name="count"/> states.</summary>
    public Trail Until(int count) => count == Count ? this : Of(States.AsSpan(0, count));

    /// <summary>The states from <paramref name="first"/> on.</summary>
    public ReadOnlySpan<string> Since(int first) => States.AsSpan(first);

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)States).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
