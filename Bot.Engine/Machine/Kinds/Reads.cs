namespace Bot.Engine.Machine.Kinds;

/// <summary>Slots that conditions read.</summary>
internal static class Reads
{
    /// <remarks>"Is set" asks whether a slot is there, so it may well not be: it is no read of its value.</remarks>
    public static IEnumerable<SlotSource> Of(Next next) =>
        from branch in next.Branches
        from clause in branch.When?.Clauses.OfType<OneOf>() ?? []
        select new SlotSource(clause.Path, clause.At);
}
