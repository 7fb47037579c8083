using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Conversations;

/// <summary><c>/conversations</c>: begins a flow for a person who did not write.</summary>
internal static class StartRoutes
{
    /// <summary>What a key must allow: a start may cost money and reach strangers.</summary>
    public const string Scope = "start";

    private const string Asked = """{"to":"9800000001","channel":"meta","flow":"tyre-service","language":"hi","slots":{"name":"Asha"},"template":{"name":"tyres_due","parameters":["Asha"]},"idempotency_key":"tyres-2026-11-29-1"}""";
    private const string One = """{"session_id":"5f0c6a1e4b77d2a90b13","flow":"tyre-service","sent":"template"}""";

    public static IServiceCollection AddStarts(this IServiceCollection services) => services.AddSingleton<ConversationStarter>().AddSingleton<StartEndpoints>();

    public static void MapStarts(this IEndpointRouteBuilder routes)
    {
        var starts = routes.ServiceProvider.GetRequiredService<StartEndpoints>();
        var area = new ResourceArea(routes, "/conversations", "Conversations", Scope);
        area.Map("POST", "/start", starts.StartAsync, new("conversations_start", "Conversation started", One, Asked, 201) { Refusals = [(409, "A conversation is going on with this person.")] });
        area.Close();
    }
}
