using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Host.History;
using Bot.Storage.Abstractions;

namespace Bot.Host.Desk.Talks;

/// <summary>
/// The personal values that turns of a conversation may tell: those of the sessions between them, which the machine makes of the log again, so that they are
/// struck after the flow has ended, too.
/// </summary>
internal sealed class KnownWords
{
    private readonly HashSet<long> _unknown = [];
    private readonly HashSet<long> _otherFlows = [];

    private KnownWords() { }

    public PersonalWords Words { get; } = new();

    /// <summary>What was on a turn's mind cannot be told: it is not kept any more, or an earlier build wrote it.</summary>
    public bool IsUnknown(StoredTurn turn) => _unknown.Contains(turn.Version);

    /// <summary>A turn was made by flows that are not there any more: what is known of it is a guess.</summary>
    public bool IsGuess(StoredTurn turn) => _otherFlows.Contains(turn.Version);

    /// <param name="turns">In their order, from one on that keeps the session it began with (<see cref="TurnReplay.StartOf"/>).</param>
    /// <param name="isPersonal">Whether a person answered something personal in a turn.</param>
    public static KnownWords Of(SeenConversation seen, IReadOnlyList<StoredTurn> turns, Func<StoredTurn, bool> isPersonal)
    {
        var (known, session) = (new KnownWords(), (Session?)null);
        known.Words.Add(seen.Stored.Session, seen.Flows);
        foreach (var turn in turns)
        {
            var before = turn.Entry?.Before ?? session ?? turn.Entry?.After;
            if (before is not null && !ReferenceEquals(before, session)) known.Words.Add(before, seen.Flows);
            session = turn.Entry is { } entry && before is not null ? known.Through(seen, turn, entry, before) : null;
            if (session is null) known._unknown.Add(turn.Version);
            if (turn.Flow.Length > 0 && seen.Flows.Find(turn.Flow)?.Hash != turn.FlowVersion) known._otherFlows.Add(turn.Version);
            if (isPersonal(turn) && turn.Entry?.Input is HeardText heard) known.Words.Add(heard.Text);
        }

        return known;
    }

    private Session Through(SeenConversation seen, StoredTurn turn, TurnLogEntry entry, Session before)
    {
        if (entry.Input is CallReturned returned) Words.Add(returned, seen.Flows.Find(turn.Flow));
        var after = After(seen, entry, before);
        Words.Add(after, seen.Flows);
        return after;
    }

    private static Session After(SeenConversation seen, TurnLogEntry entry, Session before)
    {
        try
        {
            return TurnReplay.After(seen.Machine, before, entry) ?? before;
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            // Flows of today may have no way for what happened then.
            return before;
        }
    }
}
