namespace Bot.Engine.Abstractions;

/// <summary>A call did nothing, and may be tried again a little later; when that has been done often enough it comes back as <c>unavailable</c>.</summary>
public sealed class CallAgainException : Exception
{
    /// <summary>Without another try.</summary>
    public CallAgainException() { }

    /// <param name="message">Why it did nothing, without personal values.</param>
    public CallAgainException(string message) : base(message) { }

    /// <param name="message">As above.</param>
    /// <param name="inner">What was thrown.</param>
    public CallAgainException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Further tries that are worth it, each after a longer rest: 2 s, 4 s, 8 s ... 5 min. Default: none.</summary>
    public int Tries { get; init; }

    /// <summary>Nothing waits for it, so that an operator is told when it is given up. Default: no.</summary>
    public bool NeedsOperator { get; init; }
}
