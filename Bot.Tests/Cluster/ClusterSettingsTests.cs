using Bot.Host.Settings;

namespace Bot.Tests.Cluster;

/// <summary>What a cluster needs is told at the start.</summary>
public sealed class ClusterSettingsTests
{
    [Theory]
    [InlineData("sqlite:///./data/bot.db")]
    [InlineData("litedb:///./data/bot.db")]
    public void A_file_has_one_host(string url) =>
        ClusterSettings.Faults(new() { Mode = ClusterMode.Orleans }, new() { Url = url }).Should().ContainSingle().Which.Should().StartWith("CLUSTER: ");

    [Theory]
    [InlineData("a.pem", "", "")]
    [InlineData("", "a.key", "ca.pem")]
    public void Certificate_key_and_authority_go_together(string certificate, string key, string authority) =>
        FaultsOf(certificate, key, authority).Should().ContainSingle().Which.Should().StartWith("CLUSTER_CERTIFICATE, CLUSTER_KEY and CLUSTER_AUTHORITY ");

    [Fact]
    public void Files_that_are_not_there_are_told() => FaultsOf("no.pem", "no.key", "none.pem").Should().ContainSingle().Which.Should().Contain("cannot be read");

    [Fact]
    public void A_certificate_that_the_others_would_refuse_is_told_at_the_start()
    {
        using var authority = new TestAuthority();
        using var another = new TestAuthority();
        var (good, goodKey) = authority.Sign("good");
        var (old, oldKey) = authority.Sign("old", days: -1);
        var (half, halfKey) = authority.Sign("half", 1, TestAuthority.ServerUse);

        FaultsOf(good, goodKey, authority.Path).Should().BeEmpty();
        FaultsOf(good, goodKey, another.Path).Should().ContainSingle().Which.Should().Contain("not of that authority");
        FaultsOf(old, oldKey, authority.Path).Should().ContainSingle().Which.Should().Contain("its time is over");
        FaultsOf(half, halfKey, authority.Path).Should().ContainSingle().Which.Should().Contain("servers and clients");
        FaultsOf(good, oldKey, authority.Path).Should().ContainSingle().Which.Should().Contain("cannot be read");
    }

    private static IEnumerable<string> FaultsOf(string certificate, string key, string authority) => ClusterSettings.Faults(
        new() { Mode = ClusterMode.Orleans, Certificate = certificate, Key = key, Authority = authority }, new() { Url = "postgresql://bot@db:5432/bot" });

    [Theory]
    [InlineData("None", "sqlite:///./data/bot.db")]
    [InlineData("Orleans", "postgresql://bot@db:5432/bot")]
    public void What_goes_together_is_taken(string mode, string url) =>
        ClusterSettings.Faults(new() { Mode = Enum.Parse<ClusterMode>(mode) }, new() { Url = url }).Should().BeEmpty();
}
