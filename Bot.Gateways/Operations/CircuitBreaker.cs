namespace Bot.Gateways.Operations;

/// <summary>Leaves a host alone for a while that failed several times in a row; then one call tries whether it is back.</summary>
internal sealed class CircuitBreaker(TimeProvider clock)
{
    public const int Failures = 5;

    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Failed, DateTimeOffset Until)> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a host may be called now.</summary>
    public bool Allows(string host)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(host, out var state) || state.Failed < Failures) return true;
            if (clock.GetUtcNow() < state.Until) return false;

            // The one that tries; the others wait for what it finds.
            _hosts[host] = (state.Failed, clock.GetUtcNow() + Rest);
            return true;
        }
    }

    public void Note(string host, bool failed)
    {
        lock (_lock)
        {
            if (!failed) _hosts.Remove(host);
            else _hosts[host] = (_hosts.GetValueOrDefault(host).Failed + 1, clock.GetUtcNow() + Rest);
        }
    }
}
