namespace Bot.Engine.Machine;

/// <summary>The text that a part of a session was read from. It is understood when somebody asks for what it says, and copied when the session is written again and nobody changed it.</summary>
/// <remarks>A conversation carries the lists its partners returned, and the runs that wait below the one that talks; a turn touches little of it.</remarks>
internal abstract class SessionText
{
    /// <summary>False when a name certainly does not stand in it.</summary>
    public abstract bool Mentions(string name);

    public abstract Slots.Entry[] ReadSlots();

    /// <param name="start">Where the slot begins, with its name.</param>
    public abstract Value ReadSlot(int start);

    public abstract string[] ReadTrail();

    public abstract KeyValuePair<string, string>[] ReadOutcomes();
}
