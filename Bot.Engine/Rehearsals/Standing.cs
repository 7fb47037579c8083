using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Engine.Rehearsals;

/// <summary>Where a conversation stands: flow and state of the run that talks; both empty where nothing is going on.</summary>
internal readonly record struct Standing(string Flow, string State)
{
    public static Standing None { get; } = new("", "");

    public static Standing Of(Session session) => session.Top is { } top ? new(top.Flow, top.State) : None;

    /// <summary>After a way was taken.</summary>
    public static Standing After(Standing before, ImmutableArray<Transition> path) =>
        path.IsEmpty ? before : path[^1] is { To.Length: > 0 } last ? new(last.Flow, last.To) : None;

    public override string ToString() => State.Length == 0 ? "(ended)" : $"{Flow}/{State}";
}
