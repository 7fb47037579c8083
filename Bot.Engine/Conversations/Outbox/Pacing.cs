namespace Bot.Engine.Conversations.Outbox;

/// <summary>WhatsApp's pair limit: one message per 6 seconds to one person, with a burst of 45 borrowed from later (Meta, "pair rate limit").</summary>
public sealed class Pacing
{
    public const int Burst = 45;

    /// <summary>People whose pace is remembered; a bucket that is full again says nothing and goes first.</summary>
    private const int PairsLimit = 50_000;

    private static readonly TimeSpan PerMessage = TimeSpan.FromSeconds(6);

    private readonly Dictionary<string, DateTimeOffset> _emptyUntil = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _channelPause = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _held = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>When the first of the messages that the pair limit holds may leave; null while it holds none.</summary>
    public DateTimeOffset? HeldUntil
    {
        get
        {
            lock (_gate) return _held.Count == 0 ? null : _held.Values.Min();
        }
    }

    /// <summary>Takes one message out of the pair's bucket; or tells when there will be one.</summary>
    public DateTimeOffset? Wait(string channel, string conversation, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_channelPause.TryGetValue(channel, out var pause) && pause > now) return pause;

            // The bucket as one instant: when it will be full again. Each message moves it on by 6 s; more than a whole burst ahead is too fast.
            var full = _emptyUntil.TryGetValue(conversation, out var until) && until > now ? until : now;
            var next = full + PerMessage;
            if (next - now > PerMessage * Burst)
            {
                if (_held.Count >= PairsLimit) _held.Clear();
                return _held[conversation] = next - (PerMessage * Burst);
            }

            _held.Remove(conversation);
            if (_emptyUntil.Count >= PairsLimit) Tidy(now);
            _emptyUntil[conversation] = next;
            return null;
        }
    }

    /// <summary>The provider said that the sending number is too fast.</summary>
    public void Pause(string channel, DateTimeOffset until)
    {
        lock (_gate) _channelPause[channel] = until;
    }

    private void Tidy(DateTimeOffset now)
    {
        foreach (var full in _emptyUntil.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList()) _emptyUntil.Remove(full);
        if (_emptyUntil.Count >= PairsLimit) _emptyUntil.Clear();
    }
}
