using Bot.Storage.Abstractions;

namespace Bot.Host.Figures;

/// <summary>Where a conversation stands after one of its turns, and since when. Told by the turn log alone.</summary>
/// <param name="Version">Of the turn.</param>
/// <param name="Since">When it came there; null where the log does not tell.</param>
internal sealed record Stand(string State, long Version, DateTimeOffset? Since)
{
    /// <summary>After the next turn. Who is reminded or turned away stands there still.</summary>
    public Stand After(StoredTurn next) => Stays(next) ? this with { Version = next.Version } : new(next.To, next.Version, next.At);

    /// <summary>How long it stood there when the next turn leads on; null when that stays, when no one came back, and where it is not known.</summary>
    public TimeSpan? Took(StoredTurn next)
    {
        if (State.Length == 0 || next.From != State || Stays(next) || Since is not { } since) return null;
        if (next.Trigger.StartsWith("expire", StringComparison.Ordinal)) return null;

        return next.At > since ? next.At - since : TimeSpan.Zero;
    }

    /// <summary>Where a conversation stood before a turn.</summary>
    /// <param name="before">Turns before it, the newest first.</param>
    public static Stand Before(StoredTurn turn, IReadOnlyList<StoredTurn> before)
    {
        if (before.Count == 0 || before[0].Version != turn.Version - 1) return new(turn.From, turn.Version - 1, null);

        var stand = new Stand(before[0].To, turn.Version - 1, null);
        for (var at = 0; at < before.Count; at++)
        {
            if (before[at].From != stand.State) return stand with { Since = before[at].At };
            if (at + 1 == before.Count || before[at + 1].Version != before[at].Version - 1) break;
            if (before[at + 1].To != stand.State) return stand with { Since = before[at].At };
        }

        return stand;
    }

    private bool Stays(StoredTurn next) => next.From == State && next.To == State;
}
