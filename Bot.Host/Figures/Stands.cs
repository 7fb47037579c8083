using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Figures;

/// <summary>Where conversations stand, as far as the walk through the log has come: those met lately from memory, others from the log.</summary>
/// <remarks>Turns that another host has walked through leave a gap, which the versions tell: then the log is asked.</remarks>
internal sealed class Stands(TurnWalk walk)
{
    /// <summary>Conversations in each of two halves: when the newer one is full, the older one goes.</summary>
    private const int Half = 10_000;

    /// <summary>Turns that are looked back at; who was turned away more often in a row is not measured.</summary>
    private const int LookedBack = 50;

    private Dictionary<string, Stand> _newer = new(StringComparer.Ordinal);
    private Dictionary<string, Stand> _older = new(StringComparer.Ordinal);

    /// <summary>Where a conversation stands before a turn of it.</summary>
    public async ValueTask<Stand> BeforeAsync(ConversationTurn one, CancellationToken cancel)
    {
        if (Known(one.Name) is { } known && known.Version == one.Turn.Version - 1) return known;

        // Nothing was measured before the first turn, nor where nothing was going on.
        var before = one.Turn.Version > 1 && one.Turn.From.Length > 0
            ? await walk.BeforeAsync(one.Name, one.Turn.Version, LookedBack, cancel)
            : [];
        return Stand.Before(one.Turn, before);
    }

    public void Keep(string name, Stand stand)
    {
        if (_newer.Count >= Half && !_newer.ContainsKey(name)) (_older, _newer) = (_newer, new(StringComparer.Ordinal));
        _newer[name] = stand;
    }

    private Stand? Known(string name) => _newer.GetValueOrDefault(name) ?? _older.GetValueOrDefault(name);
}
