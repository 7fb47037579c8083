using System.Net;

namespace Bot.Host.Http;

/// <summary>Counts what callers do wrong by their address, within a minute.</summary>
internal sealed class MinuteCounts(TimeProvider clock)
{
    /// <summary>Addresses that are told apart within a minute; all others count as one.</summary>
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private long _began = clock.GetTimestamp();

    /// <summary>How often, this time included.</summary>
    public int Count(HttpContext context)
    {
        var address = ConnectionLimiter.Counted(context.Connection.RemoteIpAddress ?? IPAddress.None);
        lock (_gate)
        {
            if (clock.GetElapsedTime(_began) >= Window)
            {
                _counts.Clear();
                _began = clock.GetTimestamp();
            }

            var counted = _counts.Count < MostAddresses || _counts.ContainsKey(address) ? address : IPAddress.None;
            return _counts[counted] = _counts.GetValueOrDefault(counted) + 1;
        }
    }
}
