using System.Collections.Immutable;

namespace Bot.Engine.Proving;

/// <summary>Faults, each once: the first conversation that shows one is a shortest.</summary>
internal sealed class FindingList
{
    private readonly Dictionary<(string Kind, string Place, string What), Finding> _found = [];

    public ImmutableArray<Finding> All => [.. _found.Values.OrderBy(finding => finding.Conversation.Length)
        .ThenBy(finding => finding.What, StringComparer.Ordinal)];

    public void Add(string kind, string place, string what, Func<ImmutableArray<Move>> conversation)
    {
        // Of a promise, or a consequence, it tells nothing more where else it happens.
        var key = (kind, kind is FindingKinds.Promise or FindingKinds.Twice ? "" : place, what);
        if (!_found.ContainsKey(key)) _found.Add(key, new(kind, place, what, conversation()));
    }

    public void Add(string kind, string place, string what, ImmutableArray<Move> conversation) => Add(kind, place, what, () => conversation);
}
