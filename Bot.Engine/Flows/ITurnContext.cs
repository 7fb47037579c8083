using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>What a state may see and do in a turn. A turn ends without a trace unless the state goes somewhere, stays, calls or finishes.</summary>
internal interface ITurnContext
{
    /// <summary>What happened to the conversation.</summary>
    Input Input { get; }

    /// <summary>When it happened; the only clock there is.</summary>
    DateTimeOffset At { get; }

    /// <summary>What was sent as one of the words that are understood anywhere, in any language; null for anything else.</summary>
    string? Command { get; }

    IVocabulary Words { get; }

    /// <summary>The language the person is answered in.</summary>
    string Language { get; }

    /// <summary>The flow whose messages and labels are used; empty when nothing is going on.</summary>
    string FlowName { get; }

    /// <summary>The run that talks.</summary>
    FlowRun Run { get; }

    /// <summary>Photos that were sent ahead, for questions behind the one at hand.</summary>
    int PhotosKept { get; }

    /// <summary>The run comes to a question for the first time, and the photo for it has been sent already.</summary>
    bool HasNextPhoto { get; }

    /// <summary>The run comes on to where it has not been, and not back to it through answers that stand; the person can be told of it when a timer falls due.
    /// </summary>
    bool MayAskLater { get; }

    /// <summary>Says again what the current state waits for.</summary>
    void Ask();

    /// <summary>Says a message of the flow.</summary>
    void Say(string message, ImmutableArray<Choice> choices = default, ImmutableArray<KeyValuePair<string, Value>> arguments = default,
        bool asksContact = false, bool asksLocation = false);

    /// <summary>Writes down in the path that the state stays where it is.</summary>
    void Stay(string trigger);

    /// <summary>Sets a slot; when that changes it, what was computed from it no longer stands.</summary>
    void Set(string slot, Value value);

    void Unset(string slot);

    /// <summary>Remembers the result of a state, so that a later walk passes through it.</summary>
    void Complete(string state, string outcome);

    /// <summary>Clears the result of a state.</summary>
    void Clear(string state);

    /// <summary>Moves where the flow's machine says that the trigger leads. A state passed before is done again: its result and answer are forgotten. One
    /// ahead is walked through while its result stands.</summary>
    void Go(string trigger);

    /// <summary>The same, by a trigger that may lead to one of several states.</summary>
    /// <param name="target">One of those that the flow declares for the trigger.</param>
    void Go(string trigger, string target);

    /// <summary>Hands the input to a question ahead that the answers so far lead to and that takes it: a person went back to an earlier question, and then
    /// the code came. False, and nothing is done, when there is none.</summary>
    bool TryAnswerAhead(Func<State, bool> takes);

    /// <summary>Hands the input to a question that was passed on the way here, as its new answer.</summary>
    /// <param name="trigger">What leads back to it.</param>
    void Answer(string trigger, string question);

    /// <summary>A question begins: its wrong answers are counted from zero unless it was the last one asked.</summary>
    void BeginQuestion(State state);

    /// <summary>Counts a wrong answer to the question at hand; true when that was one too many and the conversation went elsewhere.</summary>
    bool CountAttempt();

    /// <summary>Wrong answers left at a question that is about to count one more; null where they are not counted.</summary>
    int? TriesLeft(string target);

    /// <summary>Asks the runner to make a call after the commit; the state waits for its return.</summary>
    void Call(string operation, Slots arguments, bool consequential);

    /// <summary>Runs a flow on top of this one; the state hears how it ended.</summary>
    void StartFlow(string flow, Slots slots);

    /// <summary>Keeps a row of the run's slots in one of the flow's tables, with the turn.</summary>
    void Keep(string table);

    /// <summary>Ends the run; the flow below hears how it ended.</summary>
    void Finish(string outcome);

    /// <summary>Asks the person which answer to change.</summary>
    void AskWhatToEdit();

    /// <summary>Goes to the answer that the person wants to change, where the text says which; false where it does not.</summary>
    bool TryEdit();

    /// <summary>Hands the conversation's trouble to an operator: a sentence without anything personal in it.</summary>
    void TellOperator(string why);

    /// <summary>Does what the command <c>cancel</c> does.</summary>
    void Cancel();
}
