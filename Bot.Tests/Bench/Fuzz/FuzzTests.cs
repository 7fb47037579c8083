using Bot.Bench.Fuzz;
using Bot.Bench.Hosts;

namespace Bot.Tests.Bench.Fuzz;

/// <summary>A short run of <c>Bot.Bench -- fuzz</c>; the long one is 100,000 payloads a channel.</summary>
public sealed class FuzzTests
{
    private const int Payloads = 2000;

    public static TheoryData<string> Targets => [.. FuzzCommand.Targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task No_payload_breaks_the_host_or_moves_a_conversation_it_brings_nothing_for(string target)
    {
        var report = await new FuzzRun(FuzzCommand.Targets.Single(known => known.Name == target), new(BotProcess.Built, Payloads, Seed: 20261121)).PlayAsync();

        report.Violations.Should().BeEmpty(report.ToString().Replace("{", "{{").Replace("}", "}}"));
        report.Statuses.Values.Sum().Should().Be(Payloads);
        if (target != "api") report.Stored.Should().BeGreaterThan(Payloads / 10, "a good part of the payloads must still be valid, or nothing is tried behind the reader");
    }

    [Fact]
    public void The_same_seed_makes_the_same_payloads()
    {
        foreach (var target in WebhookTarget.All)
            target.Make(7, new Random(5)).Method.Should().Be(target.Make(7, new Random(5)).Method);
    }
}
