using System.Collections.Immutable;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Says something and goes on.</summary>
/// <example><code>
/// tooManyTries:
///   say: tooManyTries
///   next: agentMobile
/// </code></example>
public sealed class SayState(string name, SourceLocation at, string message, Next next) : State(name, at)
{
    public override string Kind => "say";

    public override IEnumerable<TransitionDefinition> Transitions => next.Transitions();

    public override ImmutableArray<Branch> Branches => next.Branches;

    public override IEnumerable<SlotSource> Reads => SlotsRead.Of(next);

    public override IEnumerable<MessageUse> Messages => [new(message, At, [])];

    internal override void Enter(ITurnContext context)
    {
        context.Say(message);
        context.Complete(Name, "said");
        GoOn(context);
    }

    internal override (string Trigger, string To)? TransitionIfComplete(FlowRun run, DateTimeOffset at) =>
        run.CompletedResults.Has(Name) && next.Choose(run.Slots, at) is ({ To: { } to }, _) ? (FlowMachine.Walk, to) : null;

    private void GoOn(ITurnContext context)
    {
        var (_, number) = next.Choose(context.Run.Slots, context.At) ?? throw new InvalidOperationException($"No branch of {Name} holds.");
        context.Go(next.TriggerOf(number));
    }
}
