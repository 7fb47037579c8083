using System.Net;
using Bot.Host.Http;

namespace Bot.Host.Access;

/// <summary>Counts wrong API keys by the address that shows them: 20 a minute are answered as such, more are turned away. Right keys are not held up.</summary>
internal sealed class WrongKeys(TimeProvider clock, ILogger<WrongKeys> log)
{
    /// <summary>A minute and address.</summary>
    public const int Limit = 20;

    /// <summary>Addresses that are told apart within a minute; all others count as one.</summary>
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly object TurnedAway = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private long _began = clock.GetTimestamp();

    /// <summary>The request shows a key that is none of this host.</summary>
    public void Note(HttpContext context)
    {
        var remote = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var count = Count(ConnectionLimiter.Counted(remote));
        if (count == 1) log.LogWarning("{CallerAddress} shows an API key that is none of this host", remote);
        if (count > Limit) context.Items[TurnedAway] = true;
    }

    /// <summary>What a request without a right key is answered.</summary>
    public static RequestFailure FailureOf(HttpContext context) => new RequestFailure.KeyMissing(TooOften: context.Items.ContainsKey(TurnedAway));

    private int Count(IPAddress address)
    {
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
