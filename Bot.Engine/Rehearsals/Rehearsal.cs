using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Rehearsals;

/// <summary>Plays recorded conversations on other flows. Pure, and for any number of threads.</summary>
/// <remarks>
/// A recorded message is an answer to the question at which it was heard. Where the edited flows stand at another question, what was said elsewhere is passed
/// over until the recording comes to that question too; where it never does, the rest is not known. A call is given the outcome that was recorded of its
/// operation; without one the conversation ends there as not known.
/// </remarks>
/// <param name="edited">The flows that are tried.</param>
/// <param name="current">Those that are in use: they tell which operation a state called that the edited flows have lost.</param>
/// <param name="words">Of the edited flows.</param>
/// <param name="renderer">Of the edited flows.</param>
public sealed class Rehearsal(FlowSet edited, FlowSet current, IVocabulary words, IMessageRenderer renderer)
{
    private readonly StateMachine _machine = new(edited, words);

    /// <summary>What would have come out otherwise.</summary>
    public RehearsedConversation Play(RecordedConversation recorded) =>
        new RehearsalRun(new(_machine, edited, current, renderer), recorded).Play();
}

/// <summary>What a conversation is played with.</summary>
internal sealed record RehearsalStage(StateMachine Machine, FlowSet Edited, FlowSet Current, IMessageRenderer Renderer)
{
    /// <summary>A question that waits for its person as long as it did.</summary>
    public bool WaitsAsBefore(string flow, string state) => TimeoutsOf(Edited, flow, state) == TimeoutsOf(Current, flow, state);

    /// <summary>The same question: of the same name or, where the edited flow has lost the name, for the same slot.</summary>
    public bool IsSame(Standing recorded, Standing now) =>
        recorded == now
        || (recorded.Flow == now.Flow && Edited.Find(recorded.Flow) is { } flow && flow.Find(recorded.State) is null
            && Current.Find(recorded.Flow)?.Find(recorded.State)?.Answers is { } slot && flow.Find(now.State)?.Answers == slot);

    /// <summary>One of the two waits for a call that the other does not make: what comes of it is compared when it has come.</summary>
    public bool IsCallLess(Standing recorded, Standing now) => Calls(Current, recorded) != Calls(Edited, now);

    private static bool Calls(FlowSet flows, Standing at) => flows.Find(at.Flow)?.Find(at.State) is CallState;

    private static (TimeSpan? Remind, TimeSpan? Expire)? TimeoutsOf(FlowSet flows, string flow, string state)
    {
        if (flows.Find(flow) is not { } found || found.Find(state) is not { } at) return null;

        var (remind, expire) = at.Timeouts.Or(found.Timeouts);
        return (remind?.After, expire?.After);
    }
}
