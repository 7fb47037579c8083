using Bot.Engine.Rehearsals;

namespace Bot.Host.Rehearsals;

/// <summary>What a rehearsal has found so far: groups of equal differences, each with its first example. For several threads.</summary>
/// <param name="masks">Makes of an example what may be shown.</param>
internal sealed class RehearsalTotals(PersonalMask masks)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Difference, DifferenceGroup> _groups = [];
    private readonly Dictionary<DifferenceKind, int> _conversations = [];
    private (long Conversations, long Was, long Now) _whole;

    public int Conversations { get; private set; }

    public long Turns { get; private set; }

    /// <summary>Conversations whose log does not reach.</summary>
    public int PassedOver { get; private set; }

    /// <summary>Messages a conversation that was played to its end, before and now.</summary>
    public (double Was, double Now) Messages => _whole.Conversations == 0
        ? (0, 0)
        : ((double)_whole.Was / _whole.Conversations, (double)_whole.Now / _whole.Conversations);

    /// <summary>In percent; negative where they are fewer.</summary>
    public double MessagesMore => Messages is { Was: > 0 } messages ? (100 * messages.Now / messages.Was) - 100 : 0;

    /// <summary>The gravest first, of a kind the most frequent.</summary>
    public IReadOnlyList<DifferenceGroup> Groups =>
        [.. _groups.Values.OrderBy(group => group.Difference.Kind).ThenByDescending(group => group.Conversations)
            .ThenBy(group => group.Difference.Place, StringComparer.Ordinal)];

    public int ConversationsWith(DifferenceKind kind) => _conversations.GetValueOrDefault(kind);

    public void PassOver()
    {
        lock (_lock) PassedOver++;
    }

    public void Add(RecordedConversation recorded, RehearsedConversation rehearsed)
    {
        lock (_lock)
        {
            Conversations++;
            Turns += rehearsed.Turns;
            if (rehearsed.Found.All(found => found.Difference.Kind is not (DifferenceKind.Unknown or DifferenceKind.Fault)))
                _whole = (_whole.Conversations + 1, _whole.Was + rehearsed.MessagesWas, _whole.Now + rehearsed.MessagesNow);
            foreach (var kind in rehearsed.Found.Select(found => found.Difference.Kind).Distinct()) _conversations[kind] = ConversationsWith(kind) + 1;
            foreach (var same in rehearsed.Found.GroupBy(found => found.Difference))
            {
                if (_groups.TryGetValue(same.Key, out var group))
                {
                    // Threads take conversations in any order: the example is that of the first session all the same.
                    var example = string.CompareOrdinal(recorded.Name, group.Example.Session) < 0 ? masks.Show(recorded, rehearsed, same.First())
                        : group.Example;
                    _groups[same.Key] = group with { Conversations = group.Conversations + 1, Turns = group.Turns + same.Count(), Example = example };
                }
                else
                {
                    _groups.Add(same.Key, new(same.Key, 1, same.Count(), masks.Show(recorded, rehearsed, same.First())));
                }
            }
        }
    }
}

/// <summary>Equal differences.</summary>
internal sealed record DifferenceGroup(Difference Difference, int Conversations, int Turns, DifferenceExample Example);

/// <summary>One of them, as it may be shown.</summary>
/// <param name="Session">Its id, for <c>conversation show</c>.</param>
internal sealed record DifferenceExample(string Session, long Turn, string Was, string Now);
