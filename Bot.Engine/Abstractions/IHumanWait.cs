namespace Bot.Engine.Abstractions;

/// <summary>How long who asks for a human waits for the first word of one, as it was lately.</summary>
public interface IHumanWait
{
    /// <summary>Told to the person with the sentence that one is coming; null where nothing is known, or where no human answers at that time.</summary>
    /// <param name="at">When the person asks, UTC.</param>
    TimeSpan? ExpectedAt(DateTimeOffset at);
}
