using System.Collections.Immutable;

namespace Bot.Engine.Proving;

/// <summary>Faults, each once: the first conversation that shows one is a best.</summary>
/// <param name="enough">Of which one is looked for; null for all.</param>
internal sealed class FindingList(Func<Finding, bool>? enough)
{
    private readonly Dictionary<(string Kind, string Place, string What), Finding> _found = [];

    public ImmutableArray<Finding> All => [.. _found.Values.OrderBy(finding => finding.Conversation.Length)
        .ThenBy(finding => finding.What, StringComparer.Ordinal)];

    /// <summary>What is looked for was found.</summary>
    public bool IsEnough { get; private set; }

    public void Add(string kind, string place, string what, Func<ImmutableArray<Move>> conversation)
    {
        // Of a promise, or a consequence, it tells nothing more where else it happens.
        var key = (kind, kind is FindingKinds.Promise or FindingKinds.Twice ? "" : place, what);
        if (_found.ContainsKey(key)) return;

        var finding = new Finding(kind, place, what, conversation());
        _found.Add(key, finding);
        IsEnough |= enough?.Invoke(finding) == true;
    }

    public void Add(string kind, string place, string what, ImmutableArray<Move> conversation) => Add(kind, place, what, () => conversation);
}
