using Bot.Host.Webhooks;

namespace Bot.Host.Api.Docs;

/// <summary>What a developer sees at <c>/</c>.</summary>
internal static class LandingRoute
{
    public static void MapLanding(this IEndpointRouteBuilder routes)
    {
        var text = TextFor(routes.ServiceProvider.GetRequiredService<WebhookOptions>().Channels);
        routes.MapGet("/", context => context.Response.WriteAsync(text, context.RequestAborted));
    }

    private static string TextFor(IEnumerable<WebhookChannel> channels) => $"""
        Bot is running (Development).

        {Line("GET", "/health", "lives")}
        {Line("GET", "/health/ready", "database and outbox")}
        {string.Join('\n', channels.Select(LineOf).Append(Line("POST", "/webhook", "any of these events")))}
        {Line("GET", "/docs", "the HTTP API: OTP and leads, back office, workflow")}

        """;

    private static string LineOf(WebhookChannel source) =>
        Line("POST", $"/webhooks/{source.Channel.Name}", $"{source.Title} events{(source.Traits.Verify is null ? "" : " (GET: verification)")}");

    private static string Line(string method, string path, string what) => $"{method,-4} {path,-20} {what}";
}
