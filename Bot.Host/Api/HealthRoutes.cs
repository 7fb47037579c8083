using System.Globalization;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Host.Api.Docs;
using Bot.Host.Wiring;
using Bot.Storage.Spool;

namespace Bot.Host.Api;

/// <summary>Whether the host lives (<c>/health</c>, <c>/api_v1/health</c>) and whether it can do its work (<c>/health/ready</c>: database, age of the outbox). No API key.</summary>
internal static class HealthRoutes
{
    /// <summary>What waits longer than this will not leave by itself; another host may do better.</summary>
    public static readonly TimeSpan OldestOutbox = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var clock = routes.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        RequestDelegate live = context => WriteAsync(context, StatusCodes.Status200OK, new { status = "healthy", timestamp = Stamp(clock.GetUtcNow()) });
        Describe(routes.MapGet("/health", live), "health", "Whether the host lives");
        Describe(routes.MapGet("/api_v1/health", live), "api_v1_health", "Whether the host lives (HOM-i)");
        routes.MapGet("/health/ready", context => ReadyAsync(context, clock))
            .Described("Health", "health_ready", "Whether the host can do its work", "503 when the database does not answer or cannot be written, or when something has waited in the outbox for more than 15 minutes. A host on PostgreSQL that is away, or has only just come back, is degraded instead, and 200: it keeps what webhooks bring in a spool (`spool.events` of them, since `spool.since`) and hands them on in order; send it webhooks as ever. parked_sessions counts those that stood on a state which an edited flow no longer has, since the start of the process.")
            .WithMetadata(Answer(StatusCodes.Status200OK), Answer(StatusCodes.Status503ServiceUnavailable))
            .WithExample(StatusCodes.Status200OK, "ready", """{"status":"ready","timestamp":"2026-11-21T10:00:00Z","database":"up","outbox":{"pending":0,"oldest_seconds":0},"dead_letters":0,"parked_sessions":0}""")
            .WithExample(StatusCodes.Status200OK, "degraded", """{"status":"degraded","timestamp":"2026-11-21T10:05:00Z","database":"down","spool":{"events":42,"since":"2026-11-21T10:00:00Z"}}""")
            .WithExample(StatusCodes.Status503ServiceUnavailable, "down", """{"status":"unavailable","timestamp":"2026-11-21T10:00:00Z","database":"down"}""");
        return routes;
    }

    private static void Describe(IEndpointConventionBuilder route, string name, string summary) => route
        .Described("Health", name, summary, "Answers as long as the process does; needs no key and looks at nothing else.")
        .WithMetadata(Answer(StatusCodes.Status200OK))
        .WithExample(StatusCodes.Status200OK, "healthy", """{"status":"healthy","timestamp":"2026-11-21T10:00:00Z"}""");

    private static ProducesResponseTypeMetadata Answer(int status) => new(status, typeof(HealthAnswer), ["application/json"]);

    private static async Task ReadyAsync(HttpContext context, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var standIn = context.RequestServices.GetService<LocalFallback>();
        var found = standIn is { IsAway: true } ? null : await HealthAsync(context, context.RequestServices.GetService<IConversationStore>() is { } store ? store.HealthAsync : null, now);
        if (standIn is not null && await AsideAsync(context, standIn, found, now) is { } aside)
        {
            await WriteAsync(context, StatusCodes.Status200OK, aside);
            return;
        }

        if (found is not { } health)
        {
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new { status = "unavailable", timestamp = Stamp(now), database = "down" });
            return;
        }

        var age = health.OldestPending is { } oldest ? now - oldest : TimeSpan.Zero;
        var ready = health.Writable && age <= OldestOutbox;
        await WriteAsync(context, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new
        {
            status = ready ? "ready" : "unavailable",
            timestamp = Stamp(now),
            database = health.Writable ? "up" : health.Trouble ?? "read-only",
            outbox = new { pending = health.PendingOutbox, oldest_seconds = (long)age.TotalSeconds },
            dead_letters = health.DeadLetters,
            parked_sessions = context.RequestServices.GetService<ParkedSessions>()?.Count ?? 0,
        });
    }

    /// <returns>What a host answers whose spool is at work; null when it is not, or can keep nothing either.</returns>
    private static async Task<object?> AsideAsync(HttpContext context, LocalFallback standIn, StoreHealth? database, DateTimeOffset now)
    {
        var up = database is { Writable: true };
        if (context.RequestAborted.IsCancellationRequested) return null;
        if (!up) standIn.MarkAway(new StoreUnavailableException("It does not answer, or cannot be written."));
        if (standIn.Status is not { Since: { } since, HasRoom: true } spool || await HealthAsync(context, standIn.HealthAsync, now) is not { Writable: true }) return null;

        return new { status = "degraded", timestamp = Stamp(now), database = up ? "up" : "down", spool = new { events = spool.Events, since = Stamp(since) } };
    }

    /// <returns>Null when the database does not answer.</returns>
    private static async Task<StoreHealth?> HealthAsync(HttpContext context, Func<DateTimeOffset, CancellationToken, Task<StoreHealth>>? look, DateTimeOffset now)
    {
        if (look is null) return null;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Timeout);
        try
        {
            return await look(now, limit.Token);
        }
        catch (Exception failure)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Bot.Host.Health").LogError(failure, "The database does not answer");
            return null;
        }
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Task WriteAsync<T>(HttpContext context, int status, T body)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(body, JsonSerializerOptions.Web, context.RequestAborted);
    }
}

/// <summary>What every health answer has.</summary>
internal sealed record HealthAnswer(string Status, string Timestamp);
