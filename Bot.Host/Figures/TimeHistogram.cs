namespace Bot.Host.Figures;

/// <summary>
/// How long something took, many times: a count for each span of time, of which the next is a tenth longer. Two of them are added, and what a share of all
/// takes is told within 5 %.
/// </summary>
internal sealed class TimeHistogram
{
    private const double Growth = 1.1;

    /// <summary>Some 30,000 years.</summary>
    private const int Last = 290;

    /// <summary>Counts by span: 0 for less than a second, <c>n</c> for 1.1^(n-1) to 1.1^n seconds.</summary>
    public Dictionary<int, long> Spans { get; init; } = [];

    public long Count() => Spans.Values.Sum();

    public void Add(TimeSpan time)
    {
        var span = SpanOf(time.TotalSeconds);
        Spans[span] = Spans.GetValueOrDefault(span) + 1;
    }

    public void Add(TimeHistogram more)
    {
        foreach (var (span, count) in more.Spans) Spans[span] = Spans.GetValueOrDefault(span) + count;
    }

    /// <summary>Seconds that a share of all does not exceed (nearest rank), as the middle of their span; 0 for none.</summary>
    public double At(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count()));
        foreach (var (span, count) in Spans.OrderBy(one => one.Key))
        {
            rank -= count;
            if (rank <= 0) return span == 0 ? 0.5 : Math.Pow(Growth, span - 0.5);
        }

        return 0;
    }

    private static int SpanOf(double seconds) => seconds < 1 ? 0 : Math.Min(Last, 1 + (int)Math.Floor(Math.Log(seconds, Growth)));
}
