namespace Bot.Host.Api.Homi;

/// <summary>The HOM-i API: one-time codes and loan leads for other programs. Paths and bodies are the seed's; every error is in its envelope.</summary>
internal static class HomiRoutes
{
    public static IEndpointRouteBuilder MapHomi(this IEndpointRouteBuilder routes, HomiDoor door)
    {
        var otp = routes.ServiceProvider.GetRequiredService<OtpEndpoints>();
        var leads = routes.ServiceProvider.GetRequiredService<LeadEndpoints>();

        var send = HomiEdge.Run((context, body) => otp.SendAsync(body, door.CallerOf(context), context.RequestAborted));
        var resend = HomiEdge.Run((context, body) => otp.ResendAsync(body, door.CallerOf(context), context.RequestAborted));
        var verify = HomiEdge.Run((context, body) => otp.VerifyAsync(body, context.RequestAborted));
        var create = HomiEdge.Run((context, body) => leads.CreateAsync(body, door.CallerOf(context), context.Request.Headers["Idempotency-Key"].ToString().Trim(), context.RequestAborted));
        var status = HomiEdge.Run((context, body) => leads.StatusAsync(body, door.CallerOf(context), context.RequestAborted));

        Map("otp", send, HomiDocs.Send, "/api_v1/otp_send", "/api/v1/otp/send");
        Map("otp", resend, HomiDocs.Resend, "/api_v1/otp_resend", "/api/v1/otp/resend");
        Map("otp", verify, HomiDocs.Verify, "/api_v1/otp_verify", "/api/v1/otp/verify");
        Map("leads", create, HomiDocs.Create, "/api_v1/lead_create");
        Map("leads", status, HomiDocs.Status, "/api_v1/lead_status");

        foreach (var rest in new[] { "/api_v1/{**rest}", "/api/v1/otp/{**rest}" })
            routes.Map(rest, HomiEdge.NotFoundAsync).ExcludeFromDescription();
        return routes;

        void Map(string scope, RequestDelegate endpoint, Action<IEndpointConventionBuilder> describe, params ReadOnlySpan<string> paths)
        {
            for (var i = 0; i < paths.Length; i++)
            {
                var route = routes.MapPost(paths[i], endpoint);
                door.Guard(route, scope);
                if (i > 0) route.ExcludeFromDescription();
                else describe(route);
                routes.Map(paths[i], HomiEdge.NotAllowedAsync).ExcludeFromDescription();
            }
        }
    }
}
