using System.Text.Json;
using Bot.Host.Api.Docs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bot.Host.Api.Health;

/// <summary>
/// Whether the host lives (<c>/health</c>, <c>/api_v1/health</c>) and whether it can do its work (<c>/health/ready</c>: database, age of the outbox). No API
/// key.
/// </summary>
internal static class HealthRoutes
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoreHealthCheck>(StoreHealthCheck.Name).AddCheck<CodeBudgetHealthCheck>(CodeBudgetHealthCheck.Name)
            .AddCheck<AlarmHealthCheck>(AlarmHealthCheck.Name);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("").WithTags("Health");
        DescribeLive(health.MapGet("/health", LiveAsync), "health", "Whether the host lives");
        DescribeLive(health.MapGet("/api_v1/health", LiveAsync), "api_v1_health", "Whether the host lives (HOM-i)");
        health.MapGet("/health/ready", ReadyAsync)
            .WithName("health_ready")
            .WithSummary("Whether the host can do its work")
            .WithDescription("503 when the database does not answer or cannot be written, or when something has waited in the outbox for more than 15 minutes. A host on PostgreSQL that is away, or has only just come back, is degraded instead, and 200: it keeps what webhooks bring in a spool (`spool.events` of them, since `spool.since`) and hands them on in order; send it webhooks as ever. Degraded, too, from 80 % of the one-time codes that a channel may carry in a day: `otp_day_limit` names the channel (OTP_SMS_DAY_LIMIT, OTP_WHATSAPP_DAY_LIMIT). parked_sessions counts those that stood on a state which an edited flow no longer has, since the start of the process. `dead_letters_by_kind` tells them apart while there are any. `alarms` are there while something needs a person that the host cannot mend by itself, such as an account that may not send: degraded, and 200. `cluster` is there with CLUSTER=orleans: whether this host holds its share of the conversations, and how many hosts it knows of, itself among them; degraded, and 200, while it does not, for it handles what it receives.")
            .WithMetadata(Answer(StatusCodes.Status200OK), Answer(StatusCodes.Status503ServiceUnavailable))
            .WithExample(StatusCodes.Status200OK, "ready", """{"status":"ready","timestamp":"2026-11-21T10:00:00Z","database":"up","outbox":{"pending":0,"oldest_seconds":0},"dead_letters":0,"parked_sessions":0}""")
            .WithExample(StatusCodes.Status200OK, "degraded", """{"status":"degraded","timestamp":"2026-11-21T10:05:00Z","database":"down","spool":{"events":42,"since":"2026-11-21T10:00:00Z"}}""")
            .WithExample(StatusCodes.Status200OK, "codes_run_out", """{"status":"degraded","timestamp":"2026-11-21T10:00:00Z","database":"up","outbox":{"pending":0,"oldest_seconds":0},"dead_letters":0,"parked_sessions":0,"otp_day_limit":{"sms":{"sent":8100,"limit":10000}}}""")
            .WithExample(StatusCodes.Status200OK, "alarm", """{"status":"degraded","timestamp":"2026-11-21T10:05:00Z","database":"up","outbox":{"pending":12,"oldest_seconds":240},"dead_letters":0,"parked_sessions":0,"alarms":[{"name":"sending.meta","since":"2026-11-21T10:01:00Z","message":"meta sends nothing: There is a problem with the account's payment. (131042)"}]}""")
            .WithExample(StatusCodes.Status200OK, "not_joined", """{"status":"degraded","timestamp":"2026-11-21T10:05:00Z","database":"up","outbox":{"pending":0,"oldest_seconds":0},"dead_letters":0,"parked_sessions":0,"cluster":{"joined":false,"hosts":0}}""")
            .WithExample(StatusCodes.Status503ServiceUnavailable, "down", """{"status":"unavailable","timestamp":"2026-11-21T10:00:00Z","database":"down"}""");
    }

    private static void DescribeLive(RouteHandlerBuilder route, string name, string summary) => route
        .WithName(name)
        .WithSummary(summary)
        .WithDescription("Answers as long as the process does; needs no key and looks at nothing else.")
        .WithMetadata(Answer(StatusCodes.Status200OK))
        .WithExample(StatusCodes.Status200OK, "healthy", """{"status":"healthy","timestamp":"2026-11-21T10:00:00Z"}""");

    private static ProducesResponseTypeMetadata Answer(int status) => new(status, typeof(HealthAnswer), ["application/json"]);

    private static Task LiveAsync(HttpContext context, [FromServices] TimeProvider clock) =>
        WriteAsync(context, StatusCodes.Status200OK, "healthy", clock, []);

    private static async Task ReadyAsync(HttpContext context, [FromServices] HealthCheckService checks, [FromServices] TimeProvider clock)
    {
        var report = await checks.CheckHealthAsync(context.RequestAborted);
        var (status, word) = report.Status switch
        {
            HealthStatus.Healthy => (StatusCodes.Status200OK, "ready"),
            HealthStatus.Degraded => (StatusCodes.Status200OK, "degraded"),
            _ => (StatusCodes.Status503ServiceUnavailable, "unavailable"),
        };
        await WriteAsync(context, status, word, clock, report.Entries.Values.SelectMany(entry => entry.Data));
    }

    private static Task WriteAsync(HttpContext context, int status, string word, TimeProvider clock, IEnumerable<KeyValuePair<string, object>> data)
    {
        var body = new Dictionary<string, object> { ["status"] = word, ["timestamp"] = StoreHealthCheck.Stamp(clock.GetUtcNow()) };
        foreach (var (name, value) in data) body[name] = value;
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(body, JsonSerializerOptions.Web, context.RequestAborted);
    }
}

/// <summary>What every health answer has.</summary>
internal sealed record HealthAnswer(string Status, string Timestamp);
