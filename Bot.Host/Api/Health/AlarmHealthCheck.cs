using Bot.Engine.Conversations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bot.Host.Api.Health;

/// <summary>Degraded while an alarm is open; the alarms are a field of the answer.</summary>
internal sealed class AlarmHealthCheck(Alarms? alarms = null) : IHealthCheck
{
    public const string Name = "alarms";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(alarms?.Open is { Count: > 0 } open
            ? HealthCheckResult.Degraded(data: new Dictionary<string, object>
            {
                [Name] = open.Select(alarm => new { name = alarm.Name, since = StoreHealthCheck.Stamp(alarm.Since), message = alarm.Sentence }).ToList(),
            })
            : HealthCheckResult.Healthy());
}
