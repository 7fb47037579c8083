using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Abstractions;

/// <summary>
/// How a turn came about, for everything that looks back. A store seals it with what was said; names of flows and states stand beside in clear.
/// </summary>
/// <param name="Input">As the machine heard it; the outcome of a call is one. Photos stand in it by reference.</param>
/// <param name="Path">The way taken through the flow.</param>
public sealed record TurnLogEntry(Input Input, ImmutableArray<Transition> Path)
{
    /// <summary>
    /// So many versions apart a turn keeps the session that it began with: an earlier moment is computed from the nearest of them.
    /// </summary>
    public const int KeptApart = 16;

    /// <summary>The flow that heard it; empty where nothing was going on.</summary>
    public string Flow { get; init; } = "";

    /// <summary>The content hash of that flow; empty where there is none.</summary>
    public string FlowVersion { get; init; } = "";

    /// <summary>The session that the turn began with; null where the turn before it tells.</summary>
    public Session? Before { get; init; }

    /// <summary>
    /// The session after the turn, where the machine alone does not make it of the one before: two conversations became one, or our own code threw. Else null.
    /// </summary>
    public Session? After { get; init; }

    /// <summary>The state that heard it; empty for none.</summary>
    public string From { get; init; } = "";

    /// <summary>See <see cref="Transition.Trigger"/>, of the first move; empty where nothing moved.</summary>
    public string Trigger => Path.IsEmpty ? "" : Path[0].Trigger;

    /// <summary>The state that the turn ended in; empty for none.</summary>
    public string To { get; init; } = "";
}
