using Bot.Engine.Values;

namespace Bot.Engine.Sessions;

/// <summary>
/// The text that one flow run was read from. It is understood piece by piece, when it is read, and copied when the session is written again unchanged.
/// </summary>
/// <remarks>A conversation carries the lists its partners returned, and the runs that wait below the one that talks; a turn touches little of it.</remarks>
internal abstract class SessionText
{
    public abstract string ReadId();

    public abstract string ReadFlowHash();

    public abstract Slots ReadSlots();

    public abstract VisitedStates ReadVisitedStates();

    public abstract CompletedResults ReadCompletedResults();

    public abstract int SlotCount { get; }

    /// <summary>The number of a slot, from 0, in the order of the text; -1 where it is not set.</summary>
    public abstract int IndexOfSlot(ReadOnlySpan<char> name);

    public abstract string SlotName(int slot);

    public abstract Value SlotValue(int slot);

    /// <summary>Whether a state was passed.</summary>
    public abstract bool WasVisited(string state);

    public abstract string[] ReadVisited();

    /// <summary>What came of a state; null when nothing stands.</summary>
    public abstract string? OutcomeOf(string state);

    public abstract KeyValuePair<string, string>[] ReadOutcomes();
}
