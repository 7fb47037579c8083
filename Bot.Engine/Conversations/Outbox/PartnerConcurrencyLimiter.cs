using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>No partner takes all that may be under way: one that hangs keeps its own share, and the rest goes on.</summary>
internal sealed class PartnerConcurrencyLimiter(int share, TimeProvider clock)
{
    /// <summary>A partner with its whole share under way that answers nothing for so long hangs; one that answers will have room in a moment.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>The partner that a row waits for: the channel of a message, the first part of a call's name.</summary>
    public static string PartnerOf(OutboxRow row) => row.Call is { } call ? call.Operation.Split('.')[0] : row.Channel;

    /// <summary>How many rows, of any partner, may be begun without filling a share; those of one that hangs are put off instead.</summary>
    public int Room()
    {
        lock (_lines)
        {
            var room = share;
            foreach (var line in _lines.Values)
            {
                if (line.UnderWay < share) room = Math.Min(room, share - line.UnderWay);
                else if (clock.GetElapsedTime(line.Moved) < Hanging) return 0;
            }

            return room;
        }
    }

    /// <summary>False when the partner's share is under way already.</summary>
    public bool TryEnter(string partner)
    {
        lock (_lines)
        {
            if (!_lines.TryGetValue(partner, out var line)) _lines[partner] = line = new() { Moved = clock.GetTimestamp() };
            if (line.UnderWay >= share) return false;
            line.UnderWay++;
            return true;
        }
    }

    public void Leave(string partner)
    {
        lock (_lines)
        {
            var line = _lines[partner];
            line.Moved = clock.GetTimestamp();
            if (--line.UnderWay == 0) _lines.Remove(partner);
        }
    }

    private sealed class Line
    {
        public int UnderWay { get; set; }

        /// <summary>When it was last heard of.</summary>
        public long Moved { get; set; }
    }
}
