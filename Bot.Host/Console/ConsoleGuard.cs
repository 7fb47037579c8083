using System.Text;
using Bot.Host.Api;
using Bot.Host.Settings;
using Bot.Storage;

namespace Bot.Host.Console;

/// <summary>Who sees the console, and what its pages may do. In Development callers on this machine; everybody else needs a key, as the password that browsers ask for, or as the API takes it.</summary>
internal static class ConsoleGuard
{
    /// <summary>What changes anything carries this header: pages of strangers cannot send it without being asked first (https://developer.mozilla.org/docs/Glossary/CORS-safelisted_request_header).</summary>
    public const string OwnHeader = "X-Bot-Console";

    private const string Scope = "console";

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <remarks>Wraps the endpoints rather than filtering them: a filter would run after the body was read.</remarks>
    public static TBuilder GuardConsole<TBuilder>(this TBuilder builder, DeploymentOptions deployment)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} has nothing to guard.");
            endpoint.RequestDelegate = context => GuardAsync(context, deployment, next);
        });
        return builder;
    }

    private static Task GuardAsync(HttpContext context, DeploymentOptions deployment, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        if (!deployment.IsDevelopment || !LocalCaller.Is(context))
        {
            ReadPassword(context.Request);
            if (context.RequestServices.GetRequiredService<ApiKeys>().Identify(context) is not { } caller)
            {
                headers.WWWAuthenticate = "Basic realm=\"Bot console: the password is an API key\", charset=\"UTF-8\"";
                return ConsoleAnswer.RefuseAsync(context, StatusCodes.Status401Unauthorized, "The console needs an API key.");
            }
            if (!caller.May(Scope)) return ConsoleAnswer.RefuseAsync(context, StatusCodes.Status403Forbidden, $"This key does not allow {Scope}.");
        }

        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return reads || context.Request.Headers.ContainsKey(OwnHeader)
            ? RunAsync(context, next)
            : ConsoleAnswer.RefuseAsync(context, StatusCodes.Status403Forbidden, $"The header {OwnHeader} is missing.");
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            await ConsoleAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The database cannot be used just now; try again later.");
        }
    }

    /// <summary>A browser shows a key as the password of a user of any name.</summary>
    private static void ReadPassword(HttpRequest request)
    {
        var given = request.Headers.Authorization.ToString();
        if (!given.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return;

        var bytes = new byte[given.Length];
        if (!Convert.TryFromBase64String(given[6..].Trim(), bytes, out var length)) return;

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        if (pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0) request.Headers["X-API-Key"] = pair[(colon + 1)..];
    }
}
