using System.Threading.RateLimiting;
using Bot.Engine.Abstractions;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Api.Homi;

/// <summary>
/// At most <see cref="HomiOptions.ClientLimit"/> sends per minute and <see cref="HomiOptions.ClientDayLimit"/> per day and caller, counted in the store with
/// those of the other hosts; while the database is away by this host alone. A body that is wrong takes none.
/// </summary>
/// <param name="fallback">Null where the database is a file of this host.</param>
internal sealed class SendPermits(HomiOptions options, CallerLimits limits, TimeProvider clock, IStoreFallback? fallback = null) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _here = PartitionedRateLimiter.Create<string, string>(caller => options.ClientLimit > 0
        ? RateLimitPartition.Get(caller, _ => new MinuteLimiter(options.ClientLimit, clock))
        : RateLimitPartition.GetNoLimiter(caller));

    /// <param name="caller">Name of its key.</param>
    /// <returns>How long to wait when a limit is reached; null when a permit was taken.</returns>
    public async ValueTask<TimeSpan?> TakeAsync(string caller, CancellationToken cancel)
    {
        if (fallback is not { IsAway: true })
        {
            try
            {
                return await limits.TakeAsync(caller, options.ClientLimit, options.ClientDayLimit, cancel);
            }
            catch (StoreUnavailableException)
            {
                // It is counted here.
            }
        }

        using var lease = _here.AttemptAcquire(caller);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero;
    }

    public void Dispose() => _here.Dispose();
}
