using System.Threading.RateLimiting;
using Bot.Engine.Abstractions;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Api.Homi;

/// <summary>The permits of one caller, counted in the store with those of the other hosts; while the database is away by this host alone.</summary>
/// <param name="isAway">The database is known to be away.</param>
internal sealed class StoredLimiter(string caller, CallerLimits limits, HomiOptions options, Func<bool> isAway, TimeProvider clock) : RateLimiter
{
    private static readonly MinuteLimiter.Lease ToBeAsked = new(TimeSpan.Zero);

    private readonly MinuteLimiter _here = new(options.ClientLimit > 0 ? options.ClientLimit : int.MaxValue, clock);

    public override TimeSpan? IdleDuration => _here.IdleDuration;

    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>The store is asked in <see cref="AcquireAsyncCore"/>, which the framework calls when this has no permit.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => ToBeAsked;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        if (isAway()) return _here.AttemptAcquire(permitCount);

        try
        {
            return new MinuteLimiter.Lease(await limits.TakeAsync(caller, options.ClientLimit, options.ClientDayLimit, cancellationToken));
        }
        catch (StoreUnavailableException)
        {
            return _here.AttemptAcquire(permitCount);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _here.Dispose();
        base.Dispose(disposing);
    }
}
