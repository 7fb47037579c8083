namespace Bot.Engine.Conversations;

/// <summary>How a turn ended.</summary>
/// <param name="Elsewhere">The conversation that is to hear it in place of this one; null when it was heard.</param>
public readonly record struct TurnEnd(Handled Handled, string? Elsewhere = null);

/// <summary>What became of an input.</summary>
public enum Handled
{
    /// <summary>It took effect and is durable.</summary>
    Committed,

    /// <summary>It had taken effect before.</summary>
    Repeated,

    /// <summary>The session did not wait for it.</summary>
    Unchanged,

    /// <summary>The store cannot be used; it is kept, and heard again later.</summary>
    Kept,

    /// <summary>A record it would change is no longer what the operation saw: ask the operation again.</summary>
    RecordConflict,
}
