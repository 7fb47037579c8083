namespace Bot.Engine.Flows;

/// <summary>What moves a run, by its name in the path: <c>answer 2</c>, <c>outcome sent</c>. A struct for the reason of <see cref="StateNode"/>.</summary>
internal readonly struct Trigger(string name) : IEquatable<Trigger>
{
    public string Name => name;

    public bool Equals(Trigger other) => Name == other.Name;

    public override bool Equals(object? obj) => obj is Trigger other && Equals(other);

    /// <summary>A state has ten triggers or so: length and three letters tell them apart.</summary>
    public override int GetHashCode() => name.Length == 0 ? 0 : (((((name.Length * 31) + name[0]) * 31) + name[name.Length / 2]) * 31) + name[^1];

    public override string ToString() => Name;
}
