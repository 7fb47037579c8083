using Bot.Bench.Hosts;
using Bot.Tests.Support;

namespace Bot.Tests.Architecture;

public sealed class DeploymentTests
{
    [Fact]
    public void What_is_measured_runs_with_the_images_settings_of_the_collector() =>
        File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile")).Should().Contain($"{Deployment.Collector.Name}={Deployment.Collector.Value}");
}
