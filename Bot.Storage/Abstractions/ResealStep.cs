namespace Bot.Storage.Abstractions;

/// <summary>What one small step of sealing everything with the first key did.</summary>
/// <param name="Table">The table it looked at.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Sealed">Rows among them that were sealed otherwise, and are sealed anew now unless another writer was at them.</param>
/// <param name="Unreadable">Rows that no key opens, since the tables were begun with.</param>
/// <param name="State">Whether it was the last step.</param>
public sealed record ResealStep(string Table, int Rows, int Sealed, long Unreadable, ResealState State);

/// <summary>How far sealing everything with the first key is.</summary>
public enum ResealState
{
    /// <summary>There is more to do.</summary>
    Going,

    /// <summary>Everything is sealed with the first key; the database needs no other.</summary>
    Done,

    /// <summary>Everything that opens is sealed with the first key; some rows do not open, so the database still asks for every key.</summary>
    Unreadable,

    /// <summary>Rows sealed otherwise came again and again: a host that runs seals with an old key.</summary>
    StillSealedWithOld,
}
