using System.Collections.Immutable;

namespace Bot.Engine.Sessions;

/// <summary>Where one person's conversation stands. Immutable; written as JSON with the names of flows, states and slots, never an index.</summary>
public sealed record Session
{
    /// <summary>Unique; given by the caller when the conversation begins.</summary>
    public required string Id { get; init; }

    /// <summary>Language of the replies, a key of the messages files: <c>en</c>, <c>hi</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The person, or an operator for them, has chosen <see cref="Language"/>: no word that they write changes it.</summary>
    public bool LanguageChosen { get; init; }

    /// <summary>How many inputs have been handled. Part of every call id and timer token, so neither is ever used twice.</summary>
    public int Turn { get; init; }

    /// <summary>Flow runs, the outermost first; the last one is talking. Empty: nothing is going on.</summary>
    public ImmutableArray<Frame> Frames { get; init; } = [];

    /// <summary>The call that the top frame waits for; null when it waits for the person.</summary>
    public PendingCall? Pending { get; init; }

    /// <summary>A question of the engine's own that lies over the flow's: which answer to edit, which language.</summary>
    public Interrupt? Interrupt { get; init; }

    /// <summary>Token of the timers that are armed; 0 when none is.</summary>
    public int TimerToken { get; init; }

    /// <summary>A person has taken over; the bot is silent until a command wakes it.</summary>
    public bool WithHuman { get; init; }

    /// <summary>When the person was handed to a human; null while the bot speaks, and in sessions of earlier builds.</summary>
    public DateTimeOffset? HumanSince { get; init; }

    /// <summary>Who of the operators has the conversation; null while the bot speaks or a human is waited for.</summary>
    public string? Operator { get; init; }

    /// <summary>What was said last without changing anything; null when the last input changed something.</summary>
    public Repetition? Repetition { get; init; }

    /// <summary>A human wrote by hand, and the bot holds back until then; null when it does not.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The person wants no messages but answers.</summary>
    public bool OptedOut { get; init; }

    /// <summary>The message that was taken for an answer last, right or wrong; null before the first. Changed in the app, it corrects that answer.</summary>
    public AnswerMessage? LastAnswer { get; init; }

    /// <summary>
    /// The newest answers of the run on top before <see cref="LastAnswer"/>, the newest last, with spaces between: eight digits that tell the message, a colon
    /// and the question. Empty for none.
    /// </summary>
    public string EarlierAnswers { get; init; } = "";

    /// <summary>
    /// Further addresses of the person on the channel, besides the one that the conversation lies under: numbers and user ids, earlier ones too.
    /// </summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What another conversation of the same person was at when the two became one; the last is taken up first.</summary>
    public ImmutableArray<SetAside> SetAside { get; init; } = [];

    /// <summary>The conversation that goes on in place of this one, which is but a further address of its person; null while this one goes on.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The version of the flows that it runs on; 0 where flows are no versions, and for the first that was in use.</summary>
    public int FlowsVersion { get; init; }

    /// <summary>The publication by which it came to <see cref="FlowsVersion"/>: one that knows of fewer does not move it. 0 for none.</summary>
    public int Publication { get; init; }

    /// <summary>Images that arrived while a call was running, for the questions that the run comes to. At most <see cref="DeferredLimit"/>.</summary>
    public ImmutableArray<HeardImage> Deferred { get; init; } = [];

    /// <summary>A WhatsApp album holds up to 10 photos; more than that while one call runs is noise.</summary>
    public const int DeferredLimit = 10;

    public Frame? Top => Frames.IsEmpty ? null : Frames[^1];
}

/// <summary>One run of one flow.</summary>
/// <remarks>Of a run that was read from a session's text, what a waiting run is seldom asked for stays text until then.</remarks>
public sealed record Frame
{
    private string? _id;
    private string? _flowHash;
    private Slots? _slots;
    private VisitedStates? _visited;
    private CompletedResults? _completed;

    /// <summary>Unique within the product: session id, dot, turn in which the run began.</summary>
    public string Id { get => _id ??= Text?.ReadId() ?? ""; init => _id = value; }

    public required string Flow { get; init; }

    /// <summary>Content hash of the flow when this run last moved; tells whether the file changed under it.</summary>
    public string FlowHash { get => _flowHash ??= Text?.ReadFlowHash() ?? ""; init => _flowHash = value; }

    public required string State { get; init; }

    public Slots Slots { get => _slots ??= Text?.ReadSlots() ?? Slots.Empty; init => _slots = value; }

    /// <summary>States passed on the way here, oldest first, each at most once: going back to one of them forgets those after it.</summary>
    public VisitedStates VisitedStates { get => _visited ??= Text?.ReadVisitedStates() ?? VisitedStates.Empty; init => _visited = value; }

    /// <summary>Results that still stand: a call's outcome, a skipped question, by state. A change of what it was computed from removes it.</summary>
    public CompletedResults CompletedResults { get => _completed ??= Text?.ReadCompletedResults() ?? CompletedResults.Empty; init => _completed = value; }

    /// <summary>Wrong answers so far at <see cref="AttemptsAt"/>.</summary>
    public int Attempts { get; init; }

    /// <summary>The state whose wrong answers are counted.</summary>
    public string AttemptsAt { get; init; } = "";

    /// <summary>Page of a long list, from 0.</summary>
    public int Page { get; init; }

    /// <summary>An earlier moment of the same run.</summary>
    internal Frame Before { init => (_id, Text) = (value._id, value.Text); }

    /// <summary>Its id stands in the text and has not been read.</summary>
    internal bool IsIdUnread => _id is null && Text is not null;

    /// <summary>The text it was read from; null for none.</summary>
    internal SessionText? Text { get; init; }

    /// <summary>By what it says, whether that was read already or not.</summary>
    public bool Equals(Frame? other) =>
        other is not null && (Id, Flow, FlowHash, State, AttemptsAt) == (other.Id, other.Flow, other.FlowHash, other.State, other.AttemptsAt)
        && (Attempts, Page) == (other.Attempts, other.Page)
            && (Slots, VisitedStates, CompletedResults) == (other.Slots, other.VisitedStates, other.CompletedResults);

    public override int GetHashCode() => HashCode.Combine(Id, State);
}

/// <summary>Flow runs that wait for another run to end.</summary>
/// <param name="Until">Id of that run.</param>
/// <param name="Frames">The outermost first; the last one stands at a question.</param>
public sealed record SetAside(string Until, ImmutableArray<Frame> Frames);

/// <summary>A call on its way.</summary>
/// <param name="Id">Session id, turn and state.</param>
/// <param name="State">The state that issued it.</param>
/// <param name="Consequential">It has consequences: nothing may pull the conversation away until it is known what became of it.</param>
public sealed record PendingCall(string Id, string State, bool Consequential);

/// <summary>
/// A question of the engine's own. <paramref name="Kind"/> is <c>edit</c>, <c>language</c>, or, where a run has ended by itself, <c>ended</c> while the person
/// has not heard of it and <c>again</c> once they are asked whether to begin again.
/// </summary>
/// <param name="Flow">The flow that has ended; empty for the other kinds.</param>
public sealed record Interrupt(string Kind, int Page, string Flow = "");

/// <summary>The same few things said again and again, none of which changed anything: perhaps a machine that answers us.</summary>
/// <param name="Print">Of each different thing said lately, with spaces between; not the words themselves.</param>
/// <param name="Count">How often nothing new has been said, with the last new one.</param>
public sealed record Repetition(string Print, int Count);

/// <summary>A message that was taken for an answer.</summary>
/// <param name="Id">The provider's id of the message.</param>
/// <param name="State">The question that took it.</param>
public sealed record AnswerMessage(string Id, string State);
