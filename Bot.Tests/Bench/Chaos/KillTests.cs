using Bot.Bench.Chaos.Kill;
using Bot.Tests.Support;
using Xunit.Abstractions;

namespace Bot.Tests.Bench.Chaos;

/// <summary>Real processes, real SIGKILLs: the short form of <c>Bot.Bench -- chaos kill</c>.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Twenty_killed_hosts_lose_nothing_and_do_nothing_twice()
    {
        var report = await KillRun.PlayAsync(new() { Kills = 20, Conversations = 20, AtOnce = 20, Seed = 1, Flows = Repository.Flows }, output.WriteLine);
        output.WriteLine(report.ToString());

        report.Violations.Should().BeEmpty();
        report.KillCount.Should().Be(20);
        report.Conversations.Should().Be(20);
        (report.Tags + report.Leads).Should().BePositive();
    }
}
