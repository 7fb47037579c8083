namespace Bot.Engine.Abstractions;

/// <summary>Divides among several hosts what is due in the store. Not registered where a host looks for all of it.</summary>
/// <remarks>
/// Leases and versions hold in any case: two hosts that take themselves for the same share, as they may for a moment when one comes or goes, do nothing
/// twice.
/// </remarks>
public interface IWorkDivision
{
    /// <summary>This host's share; null while it has none, and looks for all of it.</summary>
    WorkShare? Current { get; }
}

/// <summary>One of so many equal shares of all conversations, by a hash of their names.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">At least 1.</param>
public readonly record struct WorkShare(int Index, int Count);

/// <summary>What a host looks for among that which is due: its share, what it has just left itself, and what its own host should have taken long ago.</summary>
/// <param name="Share">Conversations that are its own to look after.</param>
/// <param name="Conversations">Others in which it handled something just now.</param>
/// <param name="OverdueBefore">What was due before this is due to every host.</param>
public sealed record WorkScope(WorkShare Share, IReadOnlyCollection<string> Conversations, DateTimeOffset OverdueBefore)
{
    /// <summary>A host that is there takes what is its own within a second; one that is lost is known to be after some more.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    /// <summary>The scope of a host at a time.</summary>
    public static WorkScope Of(WorkShare share, DateTimeOffset now, IReadOnlyCollection<string> conversations) => new(share, conversations, now - Overdue);
}
