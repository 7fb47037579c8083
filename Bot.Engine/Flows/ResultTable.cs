using System.Collections.Immutable;

namespace Bot.Engine.Flows;

/// <summary>Where a flow keeps answers when a run is over: a row of named slots each time. Written under <c>results:</c>.</summary>
/// <param name="Name">Of all flows the only one of this name: <c>bookings</c>.</param>
/// <param name="Slots">What a row holds, in order; what is not set at that moment is left out.</param>
/// <example><code>
/// results:
///   bookings: { slots: [name, mobile, date], for: 365d, tell: crm.booked, scope: tyres }
/// </code></example>
public sealed record ResultTable(string Name, ImmutableArray<string> Slots, SourceLocation At)
{
    /// <summary>What an operation that is told of a row may take besides its slots.</summary>
    public static IReadOnlyList<string> Told { get; } = ["rowId", "rowAt", "rowSession"];

    /// <summary>How long a row is kept; null for ever.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>The operation that is told of each row; empty for none.</summary>
    public string Tell { get; init; } = "";

    /// <summary>What a key needs besides <c>results</c> to see it; empty for the flow's own scope.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Every slot of a flow that a person may see: the table that a flow keeps into without declaring it.</summary>
    internal static ResultTable Undeclared(string name, IEnumerable<SlotDefinition> slots, SourceLocation at) =>
        new(name, [.. slots.Where(slot => slot is { Hidden: false, Type: not { IsCode: true }, TypeName: not ("list" or "record") }).Select(slot => slot.Name)], at);
}
