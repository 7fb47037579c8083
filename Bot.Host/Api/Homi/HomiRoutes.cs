using Bot.Host.Access;
using Bot.Host.Http;

namespace Bot.Host.Api.Homi;

/// <summary>The HOM-i API: one-time codes and loan leads for other programs. Paths and bodies are the seed's; every error is in its envelope.</summary>
internal static class HomiRoutes
{
    private static readonly string[] Posts =
        ["/api_v1/otp_send", "/api_v1/otp_resend", "/api_v1/otp_verify", "/api_v1/lead_create", "/api_v1/lead_status", "/api/v1/otp/send", "/api/v1/otp/resend", "/api/v1/otp/verify"];

    public static void MapHomi(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (otp, leads) = (services.GetRequiredService<OtpEndpoints>(), services.GetRequiredService<LeadEndpoints>());

        var homi = routes.MapGroup("").WithEnvelope(HomiEnvelope.Instance).WithBodyLimit(HomiBody.Limit);
        var codes = homi.MapGroup("").RequireScope("otp").WithTags("OTP");
        var loans = homi.MapGroup("").RequireScope("leads").WithTags("Leads");

        HomiDocs.Send(codes.MapPost("/api_v1/otp_send", otp.SendAsync).RequireRateLimiting(SendLimit.Policy));
        HomiDocs.Resend(codes.MapPost("/api_v1/otp_resend", otp.ResendAsync).RequireRateLimiting(SendLimit.Policy));
        HomiDocs.Verify(codes.MapPost("/api_v1/otp_verify", otp.VerifyAsync));
        HomiDocs.Delivery(codes.MapGet($"{OtpEndpoints.StatusPath}/{{reference}}", otp.StatusAsync));
        HomiDocs.Create(loans.MapPost("/api_v1/lead_create", leads.CreateAsync));
        HomiDocs.Status(loans.MapPost("/api_v1/lead_status", leads.StatusAsync));

        var earlier = codes.MapGroup("/api/v1/otp").ExcludeFromDescription();
        earlier.MapPost("/send", otp.SendAsync).RequireRateLimiting(SendLimit.Policy);
        earlier.MapPost("/resend", otp.ResendAsync).RequireRateLimiting(SendLimit.Policy);
        earlier.MapPost("/verify", otp.VerifyAsync);

        homi.MapRefusals();
    }

    /// <summary>
    /// Takes what the endpoints' routes do not: other methods, bodies that routing finds to be no JSON as the described endpoints declare what they accept, and
    /// other paths.
    /// </summary>
    private static void MapRefusals(this RouteGroupBuilder homi)
    {
        foreach (var path in Posts) homi.Map(path, NotAllowedAsync).ExcludeFromDescription();
        foreach (var rest in new[] { "/api_v1/{**rest}", "/api/v1/otp/{**rest}" }) homi.Map(rest, HomiEnvelope.NoSuchPath.ExecuteAsync).ExcludeFromDescription();
    }

    private static Task NotAllowedAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method)) return HomiEnvelope.NotJson.ExecuteAsync(context);

        context.Response.Headers.Allow = HttpMethods.Post;
        return HomiEnvelope.MethodNotAllowed.ExecuteAsync(context);
    }
}
