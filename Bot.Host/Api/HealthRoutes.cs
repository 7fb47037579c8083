using System.Globalization;
using System.Text.Json;
using Bot.Engine.Ports;

namespace Bot.Host.Api;

/// <summary>Whether the host lives (<c>/health</c>, <c>/api_v1/health</c>) and whether it can do its work (<c>/health/ready</c>: database, age of the outbox). No API key.</summary>
internal static class HealthRoutes
{
    /// <summary>What waits longer than this will not leave by itself; another host may do better.</summary>
    public static readonly TimeSpan OldestOutbox = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var clock = routes.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        RequestDelegate live = context => WriteAsync(context, StatusCodes.Status200OK, new { status = "healthy", timestamp = Stamp(clock.GetUtcNow()) });
        routes.MapGet("/health", live);
        routes.MapGet("/api_v1/health", live);
        routes.MapGet("/health/ready", context => ReadyAsync(context, clock));
        return routes;
    }

    private static async Task ReadyAsync(HttpContext context, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (await HealthAsync(context, now) is not { } health)
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
            database = health.Writable ? "up" : "read-only",
            outbox = new { pending = health.PendingOutbox, oldest_seconds = (long)age.TotalSeconds },
            dead_letters = health.DeadLetters,
        });
    }

    /// <returns>Null when the database does not answer.</returns>
    private static async Task<StoreHealth?> HealthAsync(HttpContext context, DateTimeOffset now)
    {
        if (context.RequestServices.GetService<IConversationStore>() is not { } store)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Patience);
        try
        {
            return await store.HealthAsync(now, limit.Token);
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
