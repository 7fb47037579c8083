using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>When a branch is taken: all clauses hold. Data rather than a script, so that every flow can be analysed.</summary>
public sealed record Condition(ImmutableArray<Clause> Clauses)
{
    internal bool Holds(Slots slots, DateTimeOffset at)
    {
        foreach (var clause in Clauses)
        {
            if (!clause.Holds(slots, at))
                return false;
        }

        return true;
    }

    public override string ToString() => string.Join(" and ", Clauses);
}

public abstract record Clause(SourceLocation At)
{
    /// <summary>The slot that it asks for; null where it asks for none.</summary>
    internal virtual string? Slot => null;

    internal abstract bool Holds(Slots slots, DateTimeOffset at);
}

/// <summary>The slot holds one of the values: <c>{ idProofType: [passport, drivingLicence] }</c>.</summary>
public sealed record OneOf(string Path, ImmutableArray<string> Values, SourceLocation At) : Clause(At)
{
    internal override string Slot => Path.Split('.')[0];

    internal override bool Holds(Slots slots, DateTimeOffset at) => slots.Find(Path) is { } value && Values.Contains(value.Text);

    public override string ToString() => $"{Path} is {string.Join(" or ", Values)}";
}

/// <summary>The slot is set, or is not: <c>{ tagFixed: { set: true } }</c>.</summary>
public sealed record IsSet(string Path, bool Expected, SourceLocation At) : Clause(At)
{
    internal override string Slot => Path.Split('.')[0];

    internal override bool Holds(Slots slots, DateTimeOffset at) => slots.Find(Path) is not (null or ListValue { Items.IsEmpty: true }) == Expected;

    public override string ToString() => Expected ? $"{Path} is set" : $"{Path} is not set";
}

/// <summary>A named predicate over the time of the input: <c>{ is: weekend }</c>. The list is <see cref="Predicates"/>.</summary>
public sealed record Named(Predicate Predicate, SourceLocation At) : Clause(At)
{
    internal override bool Holds(Slots slots, DateTimeOffset at) => Predicate.Holds(at);

    public override string ToString() => Predicate.Name;
}
