using Xunit.Sdk;

namespace Bot.Tests.Support;

public sealed class EventuallyTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task The_first_value_that_holds_is_returned()
    {
        var looks = 0;

        (await Eventually.Holds(() => ++looks, count => count == 3)).Should().Be(3);
        looks.Should().Be(3);
    }

    [Fact]
    public async Task What_never_holds_fails_with_the_condition_and_the_last_value()
    {
        var state = () => "degraded";

        var wait = () => Eventually.Holds(() => state(), value => value == "ready", Soon);

        (await wait.Should().ThrowAsync<XunitException>()).WithMessage("*state()*value == \"ready\"*0 s*the last value was degraded.");
    }

    [Fact]
    public async Task A_look_that_never_ends_fails_too()
    {
        var never = new TaskCompletionSource<bool>();

        var wait = () => Eventually.Holds(() => never.Task, Soon);

        (await wait.Should().ThrowAsync<XunitException>()).WithMessage("*the first look did not end*");
    }

    [Fact]
    public async Task An_exception_of_a_look_is_not_waited_away()
    {
        var wait = () => Eventually.Holds(bool () => throw new InvalidOperationException("It ended."));

        await wait.Should().ThrowAsync<InvalidOperationException>();
    }
}
