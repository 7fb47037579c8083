namespace Bot.Sandbox.State;

/// <summary>
/// What all areas of one sandbox share: its lock, clock and chance, the faults that are armed, what happened, the codes that were sent, and the phones and
/// photos of its people. It knows no area.
/// </summary>
internal sealed class SandboxState
{
    public SandboxState(TimeProvider clock, int seed)
    {
        (Clock, Chance) = (clock, new(seed));
        (Faults, Ledger, Album) = (new(Gate, Chance), new(Gate), new(Gate, Chance));
        Phones = new(this);
    }

    /// <summary>The one lock: held to change anything here or in an area.</summary>
    public Lock Gate { get; } = new();

    public TimeProvider Clock { get; }

    public SandboxRandom Chance { get; }

    public SandboxFaults Faults { get; }

    public SandboxLedger Ledger { get; }

    public SandboxCodes Codes { get; } = new();

    public SandboxPhones Phones { get; }

    public SandboxAlbum Album { get; }
}
