using System.Collections.Immutable;
using Bot.Engine.Loading;

namespace Bot.Engine.Machine.Kinds;

/// <summary>Says something and goes on.</summary>
/// <example><code>
/// tooManyTries:
///   say: tooManyTries
///   next: agentMobile
/// </code></example>
public sealed class SayState(string name, Mark at, string message, Next next) : State(name, at)
{
    public override string Kind => "say";

    public override IEnumerable<Edge> Edges => next.Edges();

    public override ImmutableArray<Branch> Branches => next.Branches;

    public override IEnumerable<SlotSource> Reads => Kinds.Reads.Of(next);

    public override IEnumerable<MessageUse> Messages => [new(message, At, [])];

    internal static State Read(StateReader reader) => new SayState(reader.Name, reader.At, reader.RequiredName("say"), reader.Next());

    internal override void Enter(Step step)
    {
        step.Say(message);
        step.Stands(Name, "said");
        GoOn(step);
    }

    internal override (string Trigger, string To)? Passes(FlowRun run, DateTimeOffset at) =>
        run.Done.Has(Name) && next.Choose(run.Slots, at) is ({ To: { } to }, _) ? ("walk", to) : null;

    private void GoOn(Step step)
    {
        var (branch, number) = next.Choose(step.Run.Slots, step.At) ?? throw new InvalidOperationException($"No branch of {Name} holds.");
        step.Go(next.TriggerOf(number), branch.To!);
    }
}
