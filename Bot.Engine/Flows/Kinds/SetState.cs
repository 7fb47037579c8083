using System.Collections.Immutable;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Sets slots from other slots or fixed text and goes on, or only chooses the way by conditions; <c>keep</c> keeps a row of the answers.</summary>
/// <example><code>
/// byIdType:
///   set: { vehicleClass: { text: "4" } }
///   next:
///     - { when: { idProofType: pan }, to: panNumber }
///     - { to: voterIdNumber }
/// </code></example>
public sealed class SetState(string name, SourceLocation at, ImmutableArray<Binding> bindings, Next next, string? keeps = null) : State(name, at)
{
    public override string Kind => "set";

    public override string? Keeps => keeps;

    public override IEnumerable<Binding> Binds => bindings;

    public override IEnumerable<TransitionDefinition> Transitions => next.Transitions();

    public override ImmutableArray<Branch> Branches => next.Branches;

    public override IEnumerable<SlotSource> Reads =>
        bindings.Select(binding => binding.Source).OfType<SlotSource>()
            .Concat(SlotsRead.Of(next).Where(read => bindings.All(binding => binding.Name != read.Slot)));

    public override IEnumerable<(string? Trigger, string Slot)> Sets => bindings.Select(binding => ((string?)null, binding.Name));

    internal override void Enter(ITurnContext context)
    {
        foreach (var binding in bindings)
        {
            if (binding.Source.Read(context.Run.Slots, null) is { } value) context.Set(binding.Name, value);
            else context.Unset(binding.Name);
        }
        if (keeps is not null) context.Keep(keeps);
        var (_, number) = next.Choose(context.Run.Slots, context.At) ?? throw new InvalidOperationException($"No branch of {Name} holds.");
        context.Go(next.TriggerOf(number));
    }
}
