namespace Bot.Engine.Abstractions;

/// <summary>The database cannot do its work now: server out of reach, full disk, no right to write, damaged file, wrong key. The message is a sentence for the operator and names no secret.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>An exception without a sentence of its own.</summary>
    public StoreUnavailableException() { }

    /// <param name="message">A sentence for the operator.</param>
    public StoreUnavailableException(string message) : base(message) { }

    /// <param name="message">A sentence for the operator.</param>
    /// <param name="cause">What the driver or the disk threw.</param>
    public StoreUnavailableException(string message, Exception cause) : base(message, cause) { }

    /// <summary>The trouble in one word, for callers that may not see paths: <c>down</c>, <c>full</c>, <c>read-only</c>, <c>damaged</c>. Default <c>down</c>.</summary>
    public string Word { get; init; } = "down";

    /// <summary>Waiting helps: the server is out of reach or takes no connections just now. False for a wrong password, name or key. Default false.</summary>
    public bool IsTransient { get; init; }
}
