using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Proofs;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Proofs;

public sealed class ProofTimeTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_small_flow_has_a_third_of_what_is_left_and_a_large_one_most_of_it()
    {
        using var services = FlowTools.Open(Repository.Flows);
        var flows = FlowProofs.Of(services.GetRequiredService<FlowCatalog>()).InOrder(null);
        using var time = new ProofTime(TimeSpan.FromSeconds(60), flows, _clock, CancellationToken.None);
        var (small, large) = (flows[0], flows.Single(flow => flow.Name == "fastag-assign"));

        Shares().Should().Be((20, true));

        _clock.Advance(TimeSpan.FromSeconds(30));
        Shares().Should().Be((10, true));

        _clock.Advance(TimeSpan.FromSeconds(40));
        Shares().Should().Be((0, false));

        (double, bool) Shares() => (Math.Round(time.ShareOf(small).TotalSeconds, 3), time.ShareOf(large) > 2 * time.ShareOf(small));
    }
}
