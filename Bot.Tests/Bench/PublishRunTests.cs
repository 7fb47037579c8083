using Bot.Bench.Publishing;
using Bot.Engine.Versions;

namespace Bot.Tests.Bench;

/// <summary>A short run of <c>Bot.Bench -- publish</c>; the long one has 10,000 people.</summary>
public sealed class PublishRunTests
{
    private const int People = 400;

    [Fact]
    public async Task Kills_while_a_version_is_published_strand_no_one_and_tell_no_one_twice()
    {
        var came = await PublishRun.RunAsync(People);

        (came.Stranded, came.ToldTwice, came.NotTold, came.ToldForNothing).Should().Be((0, 0, 0, 0), "{0}", came);
        came.Groups.Select(group => (group.State, group.Fate, group.People)).Should().BeEquivalentTo(
            [("colour", FateKind.Parked, 133), ("name", FateKind.GoesOn, 134), ("size", FateKind.GoesOn, 133)]);
        came.Died.Should().BeInRange(1, People - 1, "the host is killed among them");
    }
}
