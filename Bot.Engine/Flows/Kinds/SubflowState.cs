using System.Collections.Immutable;
using Bot.Engine.Sessions;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Runs another flow and goes on by how it ended: the names of its end states, and <c>cancelled</c> when the person cancelled it.</summary>
/// <example><code>
/// assign:
///   flow: fastag-assign
///   with: { agent }
///   on:
///     completed: { next: refreshAgent }
///     cancelled: { next: refreshAgent }
/// </code></example>
public sealed class SubflowState(string name, SourceLocation at, string flow, ImmutableArray<Binding> brings,
    ImmutableArray<OutcomeBranch> outcomes) : State(name, at)
{
    public override string Kind => "flow";

    public override string Subflow => flow;

    public override string Detail => flow;

    public override ImmutableArray<Binding> Brings => brings;

    public ImmutableArray<OutcomeBranch> Outcomes => outcomes;

    public override IEnumerable<Binding> Binds => outcomes.SelectMany(outcome => outcome.Set);

    /// <summary>The run on top does the waiting.</summary>
    public override bool Waits => true;

    public override IEnumerable<TransitionDefinition> Transitions =>
        outcomes.Select(outcome => new TransitionDefinition(outcome.Trigger, outcome.Next ?? Name, outcome.At));

    internal override IEnumerable<string> Onward => outcomes.Select(outcome => outcome.Next).OfType<string>();

    public override IEnumerable<SlotSource> Reads => brings.Select(binding => binding.Source).OfType<SlotSource>().Concat(SlotsRead.Of(outcomes));

    public override IEnumerable<(string? Trigger, string Slot)> Sets =>
        from outcome in outcomes
        from binding in outcome.Set
        select ((string?)outcome.Trigger, binding.Name);

    public override IEnumerable<MessageUse> Messages =>
        outcomes.Where(outcome => outcome.Say is not null).Select(outcome => new MessageUse(outcome.Say!, outcome.At, []));

    public override ImmutableArray<string> ComputesFrom { get; } = [.. brings.Select(binding => binding.Source).OfType<SlotSource>().Select(source =>
        source.Slot).Distinct()];

    internal override IEnumerable<string> UnheardTargets(Func<string, IReadOnlySet<string>?> endsUnheard) =>
        endsUnheard(flow) is { } ends ? outcomes.Where(outcome => ends.Contains(outcome.Name)).Select(outcome => outcome.Next).OfType<string>() : [];

    internal override bool HandlesEnd(string outcome) => outcomes.Any(known => known.Name == outcome);

    internal override void Enter(ITurnContext context)
    {
        context.StartFlow(flow, Binding.Read(brings, context.Run.Slots));
    }

    internal override void HandleEnd(ITurnContext context, string ended, Slots slots)
    {
        var outcome = OutcomeOf(ended) ?? throw new InvalidOperationException($"State {Name} has no way out for {flow} ending as {ended}.");
        var result = outcome.Set.IsEmpty ? null : new SlotsRecord(slots);
        foreach (var binding in outcome.Set)
        {
            if (binding.Source.Read(context.Run.Slots, result) is { } value)
                context.Set(binding.Name, value);
        }

        if (outcome.Say is { } say) context.Say(say);
        context.Complete(Name, ended);
        context.Go(outcome.Trigger);
    }

    internal override (string Trigger, string To)? TransitionIfComplete(FlowRun run, DateTimeOffset at) =>
        run.CompletedResults.Find(Name) is { } done && OutcomeOf(done)?.Next is { } to ? (FlowMachine.Walk, to) : null;

    private OutcomeBranch? OutcomeOf(string name)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Name == name)
                return outcome;
        }

        return null;
    }
}
