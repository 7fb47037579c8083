using Bot.Cluster;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bot.Host.Wiring;

/// <summary>Whether this host holds its share of the conversations. Degraded while it does not: it handles what it receives, and is to be sent it.</summary>
internal sealed class ClusterHealthCheck(ClusterStatus status) : IHealthCheck
{
    public const string Name = "cluster";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { [Name] = new { joined = status.IsJoined, hosts = status.Hosts } };
        return Task.FromResult(status.IsJoined ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(data: data));
    }
}
