using Bot.Engine.Conversations.Outbox;

namespace Bot.Tests.Engine.Conversations.Outbox;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    [InlineData(1000, 300)]
    [InlineData(int.MaxValue, 300)]
    public void The_wait_doubles_with_each_attempt_up_to_five_minutes(int attempts, int seconds) =>
        Backoff.After(attempts).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void No_wait_is_shorter_than_the_one_before()
    {
        for (var attempts = 1; attempts < 20; attempts++)
            Backoff.After(attempts + 1).Should().BeGreaterThanOrEqualTo(Backoff.After(attempts));
    }
}
