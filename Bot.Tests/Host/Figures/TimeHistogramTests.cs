using Bot.Host.Figures;

namespace Bot.Tests.Host.Figures;

/// <summary>Shares of many times, from counts of spans.</summary>
public sealed class TimeHistogramTests
{
    [Fact]
    public void What_a_share_takes_is_told_within_five_percent_and_two_added_up_tell_what_one_of_both_would()
    {
        var (chance, all) = (new Random(5), new List<double>());
        var (one, two, both) = (new TimeHistogram(), new TimeHistogram(), new TimeHistogram());
        for (var count = 0; count < 5_000; count++)
        {
            var seconds = Math.Exp(chance.NextDouble() * 15);
            all.Add(seconds);
            (count % 3 == 0 ? one : two).Add(TimeSpan.FromSeconds(seconds));
            both.Add(TimeSpan.FromSeconds(seconds));
        }

        one.Add(two);

        one.Spans.Should().BeEquivalentTo(both.Spans);
        all.Sort();
        foreach (var share in new[] { 0.01, 0.25, 0.5, 0.9, 0.99, 1 })
        {
            var exact = all[(int)Math.Ceiling(share * all.Count) - 1];
            one.At(share).Should().BeInRange(exact * 0.95, exact * 1.05);
        }
    }

    [Fact]
    public void Nothing_measured_takes_nothing_and_the_longest_time_has_a_span()
    {
        var empty = new TimeHistogram();
        empty.At(0.5).Should().Be(0);

        empty.Add(TimeSpan.MaxValue);
        empty.Add(TimeSpan.Zero);

        (empty.At(0.5), empty.Count()).Should().Be((0.5, 2L));
        empty.At(1).Should().BeGreaterThan(1e9);
    }
}
