using System.Collections.Immutable;
using Bot.Engine.Flows;

namespace Bot.Engine.Promises;

/// <summary>What a flow promises of each of its runs. What has happened so far is one number, so that explored states can be told apart by it.</summary>
/// <param name="Says">The promise as a sentence.</param>
public abstract record Promise(string Says, SourceLocation At)
{
    /// <summary>Every event that it names.</summary>
    public abstract IEnumerable<EventPattern> Names { get; }

    /// <summary>Before anything has happened.</summary>
    internal virtual int Begin => 0;

    /// <summary>After an event; null where that breaks the promise.</summary>
    internal abstract int? Hear(int so, in FlowEvent happened);

    /// <summary>Whether a run may end so.</summary>
    internal virtual bool MayEnd(int so) => true;

    /// <summary>Each event that breaks it after <paramref name="other"/> breaks it after <paramref name="so"/> too.</summary>
    internal virtual bool Covers(int so, int other) => so >= other;
}

/// <summary><c>never: call x</c>, from the beginning or <c>after: command cancel</c>.</summary>
public sealed record NeverPromise(string Says, EventPattern What, EventPattern? After, SourceLocation At) : Promise(Says, At)
{
    public override IEnumerable<EventPattern> Names => After is null ? [What] : [What, After];

    internal override int Begin => After is null ? 1 : 0;

    internal override int? Hear(int so, in FlowEvent happened) =>
        so == 1 && What.Fits(happened) ? null : After is not null && After.Fits(happened) ? 1 : so;
}

/// <summary><c>always: state x</c>: no run ends by itself without it; with <c>after: event</c>, none in which that happened.</summary>
public sealed record AlwaysPromise(string Says, EventPattern What, EventPattern? After, SourceLocation At) : Promise(Says, At)
{
    public override IEnumerable<EventPattern> Names => After is null ? [What] : [What, After];

    internal override int Begin => After is null ? 1 : 0;

    internal override int? Hear(int so, in FlowEvent happened) => What.Fits(happened) ? 0 : After is not null && After.Fits(happened) ? 1 : so;

    internal override bool MayEnd(int so) => so == 0;
}

/// <summary><c>before: call x</c> <c>needs: outcome y good</c>, or one of a list, that is to have happened after the last of <c>since:</c>.</summary>
public sealed record BeforePromise(string Says, EventPattern What, ImmutableArray<EventPattern> Needs, ImmutableArray<EventPattern> Since, SourceLocation At)
    : Promise(Says, At)
{
    public override IEnumerable<EventPattern> Names => [What, .. Needs, .. Since];

    internal override bool Covers(int so, int other) => so <= other;

    internal override int? Hear(int so, in FlowEvent happened)
    {
        if (so == 0 && What.Fits(happened)) return null;
        foreach (var needed in Needs)
        {
            if (needed.Fits(happened))
                return 1;
        }

        foreach (var since in Since)
        {
            if (since.Fits(happened))
                return 0;
        }

        return so;
    }
}

/// <summary><c>atMost: 1</c> <c>of: outcome x created</c> a run, or since the last of <c>since:</c>.</summary>
public sealed record AtMostPromise(string Says, int Most, EventPattern Of, ImmutableArray<EventPattern> Since, SourceLocation At) : Promise(Says, At)
{
    public override IEnumerable<EventPattern> Names => [Of, .. Since];

    internal override int? Hear(int so, in FlowEvent happened)
    {
        if (Of.Fits(happened)) return so == Most ? null : so + 1;

        foreach (var since in Since)
        {
            if (since.Fits(happened))
                return 0;
        }

        return so;
    }
}

/// <summary><c>within: 3</c> messages of the person <c>of: event</c> <c>comes: event</c>, or the run is over.</summary>
public sealed record WithinPromise(string Says, int Turns, EventPattern Of, EventPattern Comes, SourceLocation At) : Promise(Says, At)
{
    public override IEnumerable<EventPattern> Names => [Of, Comes];

    internal override int? Hear(int so, in FlowEvent happened)
    {
        if (Comes.Fits(happened)) return 0;
        if (so > 0 && happened.Kind == EventKinds.Turn) return so > Turns ? null : so + 1;
        return so == 0 && Of.Fits(happened) ? 1 : so;
    }
}
