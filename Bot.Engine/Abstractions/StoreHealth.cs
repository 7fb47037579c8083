using System.Collections.Immutable;

namespace Bot.Engine.Abstractions;

/// <summary>How a store is.</summary>
/// <param name="Trouble">Why it cannot be written, in a word: <c>full</c>, <c>read-only</c>, <c>damaged</c>; null when it can, or it is not known.</param>
public sealed record StoreHealth(bool Writable, long PendingOutbox, DateTimeOffset? OldestPending, long DeadLetters, string? Trouble = null)
{
    /// <summary>The dead letters by kind; empty where the store does not tell them apart.</summary>
    public ImmutableSortedDictionary<string, long> DeadLettersByKind { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>The same with the dead letters counted.</summary>
    public StoreHealth WithLetters(IEnumerable<KeyValuePair<string, long>> kinds)
    {
        var counted = kinds.ToImmutableSortedDictionary(StringComparer.Ordinal);
        return this with { DeadLetters = counted.Values.Sum(), DeadLettersByKind = counted.IsEmpty ? DeadLettersByKind : counted };
    }
}
