using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Agents;

/// <summary><c>/agents</c>: who registers vehicles.</summary>
internal static class AgentRoutes
{
    private const string One = """{"agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","name":"Asha Rao","mobile_number":"9876500001","status":"active","wallet_balance":5000,"fastags_left":10,"partner_id":"501","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";
    private const string Masked = """{"agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","name":"Asha Rao","mobile_number":"XXXXXX0001","status":"active","wallet_balance":5000,"fastags_left":10,"partner_id":"501","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";

    public static IServiceCollection AddAgents(this IServiceCollection services) => services.AddSingleton<AgentEndpoints>();

    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        var agents = routes.ServiceProvider.GetRequiredService<AgentEndpoints>();
        var area = new ResourceArea(routes, "/agents", "Agents");
        (int, string)[] unknown = [(404, "There is no such agent.")];

        area.Map("GET", "", agents.ListAsync, new("agents_list", "Agents", $$"""{"items":[{{Masked}}],"limit":50,"next":null}"""));
        area.Map("POST", "", agents.CreateAsync, new("agents_create", "Agent created", One, """{"name":"Asha Rao","mobile_number":"9876500001","fastags_left":10,"wallet_balance":5000}""", 201) { Refusals = [(409, "Another agent has this mobile number.")] });
        area.Map("GET", "/{agent_id}", agents.GetAsync, new("agents_get", "Agent", One) { Refusals = unknown });
        area.Map("PUT", "/{agent_id}", agents.UpdateAsync, new("agents_update", "Agent changed", One, """{"status":"inactive"}""") { Refusals = unknown });
        area.Map("DELETE", "/{agent_id}", agents.DeleteAsync, new("agents_delete", "Agent deleted", """{"agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","history_kept":true}""") { Refusals = unknown });
        area.Map("POST", "/{agent_id}/decrement-fastags", agents.DecrementAsync, new("agents_decrement_fastags", "One FASTag fewer", One) { Refusals = [(409, "The agent has no FASTag left.")] });
        area.Map("POST", "/enable-login", agents.EnableLoginAsync, new("agents_enable_login", "Login enabled", """{"was_disabled":true}""", """{"mobile_number":"9876500001"}"""));
        area.Close();
    }
}
