using Bot.Tests.Support;

namespace Bot.Tests.Host.Settings;

/// <summary>Scopes that only flows ask for.</summary>
public sealed class FlowScopeTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_scope_of_a_flows_own_can_be_given_to_a_key()
    {
        const string Flow = "flow: shop\nscope: shop-desk   # of its own\n# scope: nothing\nresults: { orders: { slots: [name], scope: \"orders\" } }\n";
        var shop = Directory.CreateDirectory(Path.Combine(_bench.Working, "flows", "shop"));
        File.WriteAllText(Path.Combine(shop.FullName, "flow.yaml"), Flow);

        _bench.With("API_KEYS", "desk:k1:results+shop-desk,web:k2:orders").Read().Access.Keys.SelectMany(key => key.Scopes).Should().Equal("results", "shop-desk", "orders");

        _bench.With("API_KEYS", "desk:k1:nothing").Refused().Faults.Should().ContainSingle().Which.Should()
            .Contain("\"nothing\", which is none; write scopes of otp, leads, fastag, results, start, letters, privacy, keys, flows, personal, console, orders, shop-desk");
    }
}
