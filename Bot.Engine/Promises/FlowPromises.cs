using System.Collections.Immutable;

namespace Bot.Engine.Promises;

/// <summary>What a flow promises, and what is allowed to it.</summary>
/// <param name="Repeats">Operations with consequences that one run may call again with the same arguments: a code that is sent once more.</param>
public sealed record FlowPromises(string Flow, ImmutableArray<Promise> All, ImmutableArray<string> Repeats)
{
    /// <summary>Operations that never bring the same again: of free tags, one that was taken is none any more.</summary>
    public ImmutableArray<string> Fresh { get; init; } = [];

    /// <summary>Of a flow that promises nothing.</summary>
    public static FlowPromises None(string flow) => new(flow, [], []);
}
