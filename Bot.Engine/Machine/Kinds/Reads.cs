namespace Bot.Engine.Machine.Kinds;

/// <summary>Slots that conditions read.</summary>
internal static class Reads
{
    /// <remarks>"Is set" asks whether a slot is there, so it may well not be: it is no read of its value, and a comparison beside it in one condition is safe.</remarks>
    public static IEnumerable<SlotSource> Of(Next next) =>
        from branch in next.Branches
        let clauses = branch.When?.Clauses ?? []
        from clause in clauses.OfType<OneOf>()
        let read = new SlotSource(clause.Path, clause.At)
        where !clauses.OfType<IsSet>().Any(known => known.Expected && new SlotSource(known.Path, known.At).Slot == read.Slot)
        select read;

    /// <summary>Slots that the outcomes of a call or a flow copy from.</summary>
    public static IEnumerable<SlotSource> Of(IEnumerable<OutcomeBranch> outcomes) =>
        from outcome in outcomes
        from source in outcome.Set.Select(binding => binding.Source).OfType<SlotSource>()
        where outcome.Set.All(binding => binding.Name != source.Slot)
        select source;
}
