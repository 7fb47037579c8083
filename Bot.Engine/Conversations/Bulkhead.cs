using Bot.Engine.Ports;

namespace Bot.Engine.Conversations;

/// <summary>No partner takes all that may be under way: one that hangs keeps its own share, and the rest goes on.</summary>
internal sealed class Bulkhead(int share)
{
    private readonly Dictionary<string, int> _underWay = new(StringComparer.Ordinal);

    /// <summary>Whoever a row waits for: the channel of a message, the first part of a call's name.</summary>
    public static string PartnerOf(OutboxRow row) => row.Call is { } call ? call.Operation.Split('.')[0] : row.Channel;

    /// <summary>False when the partner's share is under way already.</summary>
    public bool TryEnter(string partner)
    {
        lock (_underWay)
        {
            var now = _underWay.GetValueOrDefault(partner);
            if (now >= share) return false;
            _underWay[partner] = now + 1;
            return true;
        }
    }

    public void Leave(string partner)
    {
        lock (_underWay)
            if (--_underWay[partner] == 0)
                _underWay.Remove(partner);
    }
}
