using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Sessions;

/// <summary><c>/sessions</c>: the conversations that are going on, whichever way they came in.</summary>
internal static class SessionRoutes
{
    private const string Line = """{"session_id":"5f0c6a1e4b77d2a90b13","channel":"gupshup","mobile_number":"XXXXXXXX0001","status":"active","flow":"fastag-assign","state":"idProofType","last_heard_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";
    private const string One = """{"session_id":"5f0c6a1e4b77d2a90b13","channel":"gupshup","mobile_number":"919800000001","status":"active","flow":"fastag-assign","state":"idProofType","last_heard_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00","language":"en","with_human":false,"waiting_for":"person","answers":{"vehicleNumber":"MH12AB1234","userMobile":"+919876500009"},"documents":["rcFront"]}""";
    private const string Busy = "A call to a partner is on its way; try again when it is back.";

    /// <summary>A photo of 5 MB in base64, and what stands around it.</summary>
    private const int PhotoBody = 7 * 1024 * 1024;

    public static IEndpointRouteBuilder MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.ServiceProvider.GetRequiredService<SessionEndpoints>();
        var direct = routes.ServiceProvider.GetRequiredService<SessionDirection>();
        var area = new ResourceArea(routes, "Sessions");
        (int, string) unknown = (404, "There is no such session.");

        area.Map("GET", "/sessions", ResourceEdge.Run(sessions.ListAsync), "sessions_list", "Sessions", $$"""{"items":[{{Line}}],"limit":50,"next":null}""");
        area.Map("POST", "/sessions", ResourceEdge.Run(sessions.CreateAsync), "sessions_create", "Session created", One, """{"agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77"}""", 201, refusals: (409, "Sessions begin when a person writes; no other way in is open here."));
        area.Map("GET", "/sessions/{session_id}", ResourceEdge.Run(sessions.GetAsync), "sessions_get", "Session", One, refusals: unknown);
        area.Map("PUT", "/sessions/{session_id}", ResourceEdge.Run(direct.UpdateAsync), "sessions_update", "Session changed", One, """{"language":"hi","with_human":false}""", refusals: unknown);
        area.Map("DELETE", "/sessions/{session_id}", ResourceEdge.Run(direct.DeleteAsync), "sessions_delete", "Session deleted", """{"session_id":"5f0c6a1e4b77d2a90b13","history_kept":true}""", refusals: [unknown, (409, Busy)]);
        area.Map("PUT", "/sessions/{session_id}/state", ResourceEdge.Run(direct.MoveAsync), "sessions_state", "Session moved", One, """{"state":"idProofType"}""", refusals: [unknown, (409, Busy)]);
        area.Map("POST", "/sessions/{session_id}/documents", ResourceEdge.Run(direct.AddDocumentAsync, PhotoBody), "sessions_documents", "Document added", One, """{"image_type":"RCFRONT","image_base64":"/9j/4AAQSkZJRg=="}""", refusals: [unknown, (409, "The conversation does not ask for this document now.")]);
        area.Map("POST", "/sessions/{session_id}/complete", ResourceEdge.Run(direct.CompleteAsync), "sessions_complete", "Session completed", One, refusals: [unknown, (409, Busy)]);
        area.Close("/sessions");
        return routes;
    }
}
