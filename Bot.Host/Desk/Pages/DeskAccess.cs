using Bot.Host.Desk.Operators;
using Bot.Host.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;

namespace Bot.Host.Desk.Pages;

/// <summary>Who sees what of the desk, and what its pages may do.</summary>
internal static class DeskAccess
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <summary>Lets operators with a role through; an API key opens nothing here.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder builder, string role)
        where TBuilder : IEndpointConventionBuilder => builder.AsDesk().RequireAuthorization(
            new AuthorizationPolicyBuilder(OperatorPrincipal.Scheme).RequireAssertion(context => OperatorPrincipal.IsAllowed(context.User, role)).Build());

    /// <summary>Headers, antiforgery and envelope of the desk, for strangers too.</summary>
    /// <remarks>Wraps the endpoints rather than filtering them: a filter would run after the body was read.</remarks>
    public static TBuilder AsDesk<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} has nothing to guard.");
            endpoint.RequestDelegate = context => RunAsync(context, next);
        });
        return builder.WithEnvelope(DeskEnvelope.Instance);
    }

    /// <summary>Headers of every answer: the page loads nothing from elsewhere, no other page frames it, and nothing of it is kept.</summary>
    /// <remarks>The framework's antiforgery warns of any other word about caches, at each token.</remarks>
    public static void SetHeaders(HttpResponse response)
    {
        PageHeaders.Set(response, Policy);
        response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>The name of the operator who asks.</summary>
    public static string Operator(this HttpContext context) => context.User.Identity?.Name ?? throw new InvalidOperationException("No operator is here.");

    public static bool May(this HttpContext context, string role) => OperatorPrincipal.IsAllowed(context.User, role);

    private static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        SetHeaders(context.Response);
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!reads && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            await DeskAnswer.RefuseAsync(context, StatusCodes.Status403Forbidden, "The page is out of date: load it again.");
            return;
        }

        await next(context);
    }
}
