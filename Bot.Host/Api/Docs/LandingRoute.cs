namespace Bot.Host.Api.Docs;

/// <summary>What a developer sees at <c>/</c>.</summary>
internal static class LandingRoute
{
    private const string Text = """
        Bot is running (Development).

        GET  /health              lives
        GET  /health/ready        database and outbox
        POST /webhooks/gupshup    Gupshup events
        POST /webhooks/meta       Meta Cloud events (GET: verification)
        POST /webhooks/interakt   Interakt events
        POST /webhook             any of the three
        GET  /docs                the HTTP API: OTP and leads, back office, workflow

        """;

    public static void MapLanding(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => context.Response.WriteAsync(Text, context.RequestAborted));
    }
}
