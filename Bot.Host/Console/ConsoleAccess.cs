using Bot.Host.Access;
using Bot.Host.Http;
using Bot.Sandbox;

namespace Bot.Host.Console;

/// <summary>Who sees the console, and what its pages may do.</summary>
internal static class ConsoleAccess
{
    /// <summary>
    /// What changes anything carries this header: foreign pages cannot send it without being asked first
    /// (https://developer.mozilla.org/docs/Glossary/CORS-safelisted_request_header).
    /// </summary>
    public const string OwnHeader = SandboxEndpoints.OwnHeader;

    private const string Scope = "console";

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <remarks>Wraps the endpoints rather than filtering them: a filter would run after the body was read.</remarks>
    public static TBuilder RequireConsoleAccess<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} has nothing to guard.");
            endpoint.RequestDelegate = context => RunAsync(context, next);
        });
        return builder.RequireScope(Scope, ConsoleHandler.SchemeName).WithEnvelope(ConsoleEnvelope.Instance);
    }

    /// <summary>Headers of every answer: the page loads nothing from elsewhere, and no other page frames it.</summary>
    public static void SetHeaders(HttpResponse response)
    {
        PageHeaders.Set(response, Policy);
        response.Headers.CacheControl = "no-store";
    }

    private static Task RunAsync(HttpContext context, RequestDelegate next)
    {
        SetHeaders(context.Response);
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return reads || context.Request.Headers.ContainsKey(OwnHeader)
            ? next(context)
            : ConsoleAnswer.RefuseAsync(context, StatusCodes.Status403Forbidden, $"The header {OwnHeader} is missing.");
    }
}
