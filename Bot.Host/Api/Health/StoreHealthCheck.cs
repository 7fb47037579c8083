using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Wiring;
using Bot.Storage.Spool;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bot.Host.Api.Health;

/// <summary>Whether the host can do its work: database, age of the outbox, and the spool while the database is away.</summary>
/// <remarks>
/// Healthy: ready. Degraded: the database is away or has only just come back, and the spool keeps what webhooks bring. Unhealthy: neither. The data are the
/// fields of the answer.
/// </remarks>
internal sealed class StoreHealthCheck(TimeProvider clock, ILogger<StoreHealthCheck> log, IConversationStore? store = null, LocalFallback? fallback = null,
    ParkedSessions? parked = null) : IHealthCheck
{
    public const string Name = "database";

    /// <summary>What waits longer than this will not leave by itself; another host may do better.</summary>
    public static readonly TimeSpan OldestOutbox = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var database = fallback is { IsAway: true } ? null : await HealthAsync(store is null ? null : store.HealthAsync, now, cancellationToken);
        if (fallback is not null && await SpoolingAsync(fallback, database, now, cancellationToken) is { } degraded) return degraded;
        if (database is not { } health) return new(HealthStatus.Unhealthy, data: new Dictionary<string, object> { ["database"] = "down" });

        var age = health.OldestPending is { } oldest ? now - oldest : TimeSpan.Zero;
        var told = new Dictionary<string, object>
        {
            ["database"] = health.Writable ? "up" : health.Trouble ?? "read-only",
            ["outbox"] = new { pending = health.PendingOutbox, oldest_seconds = (long)age.TotalSeconds },
            ["dead_letters"] = health.DeadLetters,
            ["parked_sessions"] = parked?.Count ?? 0,
        };
        if (!health.DeadLettersByKind.IsEmpty) told["dead_letters_by_kind"] = health.DeadLettersByKind;
        return new(health.Writable && age <= OldestOutbox ? HealthStatus.Healthy : HealthStatus.Unhealthy, data: told);
    }

    /// <summary>UTC, to the second.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <returns>The result of a host whose spool is at work; null when it is not, or cannot keep anything either.</returns>
    private async Task<HealthCheckResult?> SpoolingAsync(LocalFallback local, StoreHealth? database, DateTimeOffset now, CancellationToken cancel)
    {
        var up = database is { Writable: true };
        if (cancel.IsCancellationRequested) return null;
        if (!up) local.MarkAway(new StoreUnavailableException("It does not answer, or cannot be written."));
        if (local.Status is not { Since: { } since, HasRoom: true } spool || await HealthAsync(local.HealthAsync, now, cancel) is not { Writable: true })
            return null;

        return new HealthCheckResult(HealthStatus.Degraded, data: new Dictionary<string, object>
        {
            ["database"] = up ? "up" : "down",
            ["spool"] = new { events = spool.Events, since = Stamp(since) },
        });
    }

    /// <returns>Null when the database does not answer.</returns>
    private async Task<StoreHealth?> HealthAsync(Func<DateTimeOffset, CancellationToken, Task<StoreHealth>>? asked, DateTimeOffset now,
        CancellationToken cancel)
    {
        if (asked is null) return null;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Timeout);
        try
        {
            return await asked(now, limit.Token);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The database does not answer");
            return null;
        }
    }
}
