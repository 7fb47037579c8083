using System.Runtime.CompilerServices;

namespace Bot.Engine.Flows;

/// <summary>A state as a flow's machine holds it: by identity. A struct, so that Stateless's code is compiled for it alone and boxes it nowhere.</summary>
internal readonly struct StateNode(State state) : IEquatable<StateNode>
{
    public State State => state;

    public bool Equals(StateNode other) => ReferenceEquals(State, other.State);

    public override bool Equals(object? obj) => obj is StateNode other && Equals(other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(State);

    public override string ToString() => State.Name;
}
