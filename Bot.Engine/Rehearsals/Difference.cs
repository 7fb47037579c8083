using System.Collections.Immutable;
using Bot.Engine.Sessions;

namespace Bot.Engine.Rehearsals;

/// <summary>What would have come out otherwise. Equal ones of several conversations are one group of the report.</summary>
/// <param name="Place">Where: flow and state, with the trigger where it tells them apart.</param>
/// <param name="What">The difference in a few words, without anything that a person said.</param>
public sealed record Difference(DifferenceKind Kind, string Place, string What);

/// <summary>Kinds of differences, the gravest first.</summary>
public enum DifferenceKind
{
    /// <summary>Our own code throws: the person would get an apology.</summary>
    Fault,

    /// <summary>A person who is in the middle of a flow now would be taken elsewhere, for their state is gone or hears nothing.</summary>
    Stranded,

    /// <summary>An answer that was taken would be refused.</summary>
    Reject,

    /// <summary>The run would end otherwise, or not at all.</summary>
    End,

    /// <summary>The conversation would go on at another question.</summary>
    State,

    /// <summary>A call that was made would not be made.</summary>
    Call,

    /// <summary>Other words would be said.</summary>
    Reply,

    /// <summary>The edited flows ask, or call, for something that was not recorded: what follows is not known.</summary>
    Unknown,
}

/// <summary>A difference as it occurred. Texts are as they were said: mask them before they are shown.</summary>
/// <param name="Version">The turn.</param>
/// <param name="Was">What was said; empty where that is not the matter.</param>
/// <param name="Now">What would be said.</param>
public sealed record FoundDifference(Difference Difference, long Version, string Was, string Now);

/// <summary>What a recorded conversation comes to on other flows.</summary>
/// <param name="Turns">Recorded turns that were gone through.</param>
/// <param name="MessagesWas">Messages sent to the person in them.</param>
/// <param name="MessagesNow">Messages that would be sent.</param>
/// <param name="Found">In order.</param>
/// <param name="Runs">The runs of flows at every turn, recorded ones as far as the log keeps them: their slots tell what is personal.</param>
public sealed record RehearsedConversation(int Turns, int MessagesWas, int MessagesNow, ImmutableArray<FoundDifference> Found, ImmutableArray<Frame> Runs);
