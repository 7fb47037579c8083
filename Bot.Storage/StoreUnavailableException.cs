namespace Bot.Storage;

/// <summary>The database cannot do its work now: full disk, no right to write, damaged file, wrong key. The message is a sentence for the operator.</summary>
internal sealed class StoreUnavailableException : Exception
{
    /// <summary>The trouble in one word, for whoever may not see paths: <c>down</c>, <c>full</c>, <c>read-only</c>, <c>damaged</c>.</summary>
    public string Word { get; init; } = "down";

    public StoreUnavailableException() { }

    public StoreUnavailableException(string message) : base(message) { }

    public StoreUnavailableException(string message, Exception cause) : base(message, cause) { }
}
