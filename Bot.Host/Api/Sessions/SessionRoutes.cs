using Bot.Host.Api.Resources;
using Bot.Host.History;
using Bot.Host.Http;

namespace Bot.Host.Api.Sessions;

/// <summary><c>/sessions</c>: the conversations that are going on, whichever way they came in.</summary>
internal static class SessionRoutes
{
    private const string Line = """{"session_id":"5f0c6a1e4b77d2a90b13","channel":"gupshup","mobile_number":"XXXXXXXX0001","status":"active","flow":"fastag-assign","state":"idProofType","last_heard_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";
    private const string One = """{"session_id":"5f0c6a1e4b77d2a90b13","channel":"gupshup","mobile_number":"919800000001","status":"active","flow":"fastag-assign","state":"idProofType","last_heard_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00","language":"en","with_human":false,"waiting_for":"person","answers":{"vehicleNumber":"MH12AB1234","userMobile":"+919876500009"},"documents":["rcFront"]}""";
    private const string Busy = "A call to a partner is on its way; try again when it is back.";

    /// <summary>A photo of 5 MB in base64, and what stands around it.</summary>
    private const int PhotoBody = 7 * 1024 * 1024;

    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSessionFlows()
        .AddSingleton<SessionRepository>()
        .AddSingleton<ISessionStarter, WorkflowSessionStarter>()
        .AddSingleton<SessionEndpoints>()
        .AddSingleton<SessionOperator>();

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.ServiceProvider.GetRequiredService<SessionEndpoints>();
        var operators = routes.ServiceProvider.GetRequiredService<SessionOperator>();
        var area = new ResourceArea(routes, "/sessions", "Sessions");
        (int, string) unknown = (404, "There is no such session.");

        area.Map("GET", "", sessions.ListAsync, new("sessions_list", "Sessions", $$"""{"items":[{{Line}}],"limit":50,"next":null}"""));
        area.Map("POST", "", sessions.CreateAsync, new("sessions_create", "Session created", One, """{"agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77"}""", 201) { Refusals = [(409, "Sessions begin when a person writes; no other way in is open here.")] });
        area.Map("GET", "/{session_id}", sessions.GetAsync, new("sessions_get", "Session", One) { Refusals = [unknown] });
        area.Map("PUT", "/{session_id}", operators.UpdateAsync, new("sessions_update", "Session changed", One, """{"language":"hi","with_human":false}""") { Refusals = [unknown] });
        area.Map("DELETE", "/{session_id}", operators.DeleteAsync, new("sessions_delete", "Session deleted", """{"session_id":"5f0c6a1e4b77d2a90b13","history_kept":true}""") { Refusals = [unknown, (409, Busy)] });
        area.Map("PUT", "/{session_id}/state", operators.MoveAsync, new("sessions_state", "Session moved", One, """{"state":"idProofType"}""") { Refusals = [unknown, (409, Busy)] });
        area.Map("POST", "/{session_id}/documents", operators.AddDocumentAsync, new("sessions_documents", "Document added", One, """{"image_type":"RCFRONT","image_base64":"/9j/4AAQSkZJRg=="}""") { Refusals = [unknown, (409, "The conversation does not ask for this document now.")] }).WithBodyLimit(PhotoBody);
        area.Map("POST", "/{session_id}/complete", operators.CompleteAsync, new("sessions_complete", "Session completed", One) { Refusals = [unknown, (409, Busy)] });
        area.Close();
    }
}
