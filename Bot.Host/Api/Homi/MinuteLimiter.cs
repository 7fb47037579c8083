using System.Threading.RateLimiting;

namespace Bot.Host.Api.Homi;

/// <summary>So many permits within any 60 seconds, counted exactly. The framework's sliding window counts in segments and by the system's clock.</summary>
internal sealed class MinuteLimiter(int limit, TimeProvider clock) : RateLimiter
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly Lease Acquired = new(null);

    private readonly Queue<DateTimeOffset> _taken = new();

    /// <summary>Set once every permit is free again; the framework then lets the limiter go.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_taken)
            {
                RemoveExpired(clock.GetUtcNow());
                return _taken.Count == 0 ? Window : null;
            }
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        var now = clock.GetUtcNow();
        lock (_taken)
        {
            RemoveExpired(now);
            if (_taken.Count >= limit) return new Lease(_taken.Peek() + Window - now);

            for (var i = 0; i < permitCount; i++) _taken.Enqueue(now);
            return Acquired;
        }
    }

    /// <summary>Nothing waits for a permit.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    private void RemoveExpired(DateTimeOffset now)
    {
        while (_taken.TryPeek(out var oldest) && now - oldest >= Window) _taken.Dequeue();
    }

    /// <param name="wait">Until the next permit is free; null when one was acquired.</param>
    private sealed class Lease(TimeSpan? wait) : RateLimitLease
    {
        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
