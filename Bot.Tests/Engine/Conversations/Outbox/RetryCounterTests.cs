using Bot.Engine.Conversations.Outbox;

namespace Bot.Tests.Engine.Conversations.Outbox;

public sealed class RetryCounterTests
{
    private readonly RetryCounter _counter = new();

    [Fact]
    public void Each_row_is_counted_by_itself()
    {
        _counter.Count("a").Should().Be(1);
        _counter.Count("a").Should().Be(2);
        _counter.Count("b").Should().Be(1);
        _counter.Count("A").Should().Be(1, "ids are told apart by every letter");
    }

    [Fact]
    public void A_row_that_ended_is_counted_anew()
    {
        _counter.Count("a");
        _counter.Count("b");
        _counter.Clear("a");
        _counter.Clear("never counted");

        _counter.Count("a").Should().Be(1);
        _counter.Count("b").Should().Be(2);
    }

    [Fact]
    public void No_retry_is_lost_when_many_count_at_once()
    {
        Parallel.For(0, 1000, _ => _counter.Count("a"));

        _counter.Count("a").Should().Be(1001);
    }

    [Fact]
    public void Rows_that_never_end_are_forgotten_before_they_fill_the_memory()
    {
        _counter.Count("first");
        for (var row = 1; row < 50_000; row++) _counter.Count($"row{row}");
        _counter.Count("one more").Should().Be(1);

        _counter.Count("first").Should().Be(1, "it was forgotten with all others");
    }
}
