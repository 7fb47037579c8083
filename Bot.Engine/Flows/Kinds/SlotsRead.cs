using System.Collections.Immutable;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Slots that conditions read.</summary>
internal static class SlotsRead
{
    /// <remarks>
    /// "Is set" asks whether a slot is there, so it may well not be: it is no read of its value, and a comparison beside it, or after a branch for where it is
    /// not set, is safe.
    /// </remarks>
    public static IEnumerable<SlotSource> Of(Next next) =>
        from numbered in next.Branches.Index()
        let clauses = numbered.Item.When?.Clauses ?? []
        let before = next.Branches.Take(numbered.Index).Select(branch => branch.When?.Clauses).OfType<ImmutableArray<Clause>>()
        from clause in clauses.OfType<OneOf>()
        let read = new SlotSource(clause.Path, clause.At)
        where !clauses.Any(known => known is IsSet { Expected: true } set && set.Slot == read.Slot)
        where !before.Any(earlier => earlier is [IsSet { Expected: false } missing] && missing.Slot == read.Slot)
        select read;

    /// <summary>Slots that the outcomes of a call or a flow copy from.</summary>
    public static IEnumerable<SlotSource> Of(IEnumerable<OutcomeBranch> outcomes) =>
        from outcome in outcomes
        from source in outcome.Set.Select(binding => binding.Source).OfType<SlotSource>()
        where outcome.Set.All(binding => binding.Name != source.Slot)
        select source;
}
