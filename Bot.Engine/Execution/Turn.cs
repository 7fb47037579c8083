using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Execution;

/// <summary>All that follows from one input: the session after it, what to say, what to call, what to be woken for, and how it went.</summary>
public sealed record Turn
{
    public required Session Session { get; init; }

    /// <summary>What to say, in order.</summary>
    public ImmutableArray<Reply> Replies { get; init; } = [];

    /// <summary>The call to make after the commit; at most one per turn.</summary>
    public CallRequest? Call { get; init; }

    /// <summary>Rows of answers to keep; mostly none.</summary>
    public ImmutableArray<KeptRow> Kept { get; init; } = [];

    /// <summary>Timers that replace all earlier ones of the conversation. Default: none are armed any more.</summary>
    public ImmutableArray<TimerRequest> Timers { get; init; } = [];

    /// <summary>The way taken through the flow, for coverage, tests and the console.</summary>
    public ImmutableArray<Transition> Path { get; init; } = [];

    /// <summary>The person asked for a human, or one must look at this: a sentence for the operator; null otherwise.</summary>
    public string? NeedsHuman { get; init; }

    /// <summary>The person said that they want messages again, or none any more but answers; null when they said nothing of it.</summary>
    public bool? Subscribes { get; init; }
}

/// <summary>A message to be rendered in the person's language.</summary>
public sealed record Reply
{
    /// <summary>The flow whose messages files are looked into first; the shared ones come after. Empty for the engine's own words.</summary>
    public required string Flow { get; init; }

    /// <summary>Key in the messages file.</summary>
    public required string Message { get; init; }

    /// <summary>Language at that moment of the turn.</summary>
    public required string Language { get; init; }

    /// <summary>Slots the template may show. Personal ones are masked unless the template says <c>reveal</c>.</summary>
    public required Slots Slots { get; init; }

    /// <summary>Values that are no slots: <c>example</c>, <c>triesLeft</c>, <c>reason</c>.</summary>
    public ImmutableArray<KeyValuePair<string, Value>> Arguments { get; init; } = [];

    /// <summary>What may be tapped; empty for plain text. Already cut to one page.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>The person's own number is an answer to it.</summary>
    public bool AsksContact { get; init; }

    /// <summary>A location is an answer to it.</summary>
    public bool AsksLocation { get; init; }
}

/// <summary>A call the runner must make after the commit; its outcome comes back as <see cref="CallReturned"/> with the same id.</summary>
public sealed record CallRequest(string Id, string Operation, Slots Arguments, bool Consequential)
{
    /// <summary>The version of the flows that asks for it, whose operation is meant; 0 where the session notes none.</summary>
    public int FlowsVersion { get; init; }
}

/// <summary>Wake the conversation at <paramref name="Due"/> unless something happened before.</summary>
public sealed record TimerRequest(TimerKind Kind, DateTimeOffset Due, int Token);

/// <summary>One step of the way: from a state, by a trigger (an answer, an outcome, a command, a reject), to a state.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="From">The state left; empty at the start of a run.</param>
/// <param name="Trigger"><c>answer</c>, <c>answer 2</c> (second branch), <c>outcome sent</c>, <c>command back</c>, <c>reject</c>, <c>skip</c>, <c>remind</c>,
/// <c>expire</c>, <c>tooMany</c>, <c>parked</c> (the flow file lost the state), <c>start</c>, <c>end</c>.</param>
/// <param name="To">The state arrived at; same as <paramref name="From"/> where it stayed.</param>
public sealed record Transition(string Flow, string From, string Trigger, string To);
