namespace Bot.Bench.Load;

/// <summary>Counts how long things took, exact to 2 %: one bucket after the other is 2 % longer.</summary>
internal sealed class Latencies
{
    private const double Growth = 1.02;
    private static readonly double LogGrowth = Math.Log(Growth);

    // From a microsecond to a minute.
    private readonly long[] _buckets = new long[920];
    private long _count;

    /// <summary>Of several runs side by side.</summary>
    public static Latencies Of(IEnumerable<Latencies> parts)
    {
        var whole = new Latencies();
        foreach (var part in parts)
        {
            for (var i = 0; i < part._buckets.Length; i++) whole._buckets[i] += part._buckets[i];
            whole._count += part.Count;
        }

        return whole;
    }

    public long Count => Volatile.Read(ref _count);

    public void Add(TimeSpan took)
    {
        var bucket = took.TotalMicroseconds <= 1 ? 0 : (int)(Math.Log(took.TotalMicroseconds) / LogGrowth);
        Interlocked.Increment(ref _buckets[Math.Min(bucket, _buckets.Length - 1)]);
        Interlocked.Increment(ref _count);
    }

    /// <summary>The time that a share of all stayed within, in milliseconds; 0 when there were none.</summary>
    public double Milliseconds(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < _buckets.Length && left > 0; i++)
        {
            left -= _buckets[i];
            if (left <= 0) return Math.Pow(Growth, i + 1) / 1000;
        }

        return 0;
    }
}
