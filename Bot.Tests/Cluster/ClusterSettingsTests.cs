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
    [InlineData("None", "sqlite:///./data/bot.db")]
    [InlineData("Orleans", "postgresql://bot@db:5432/bot")]
    public void What_goes_together_is_taken(string mode, string url) =>
        ClusterSettings.Faults(new() { Mode = Enum.Parse<ClusterMode>(mode) }, new() { Url = url }).Should().BeEmpty();
}
