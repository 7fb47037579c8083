using System.Text.Json;

namespace Bot.Host.Api;

/// <summary>Says no in the envelope of an area.</summary>
internal delegate Task Refusal(HttpContext context, int status, string sentence);

/// <summary>Marks an endpoint that wants a key, for the API's description.</summary>
internal sealed record KeyRequirement(string? Scope);

/// <summary>Lets only callers with a key through to an endpoint or a group of them.</summary>
internal static class KeyGuard
{
    /// <param name="scope">What the key must allow; null: any key will do.</param>
    /// <param name="refuse">How the area says no; by default <c>{"success":false,"message":...,"data":{}}</c>.</param>
    /// <remarks>Wraps the endpoint rather than filtering it: a filter would run after the body was read and bound.</remarks>
    public static TBuilder RequireKey<TBuilder>(this TBuilder builder, string? scope = null, Refusal? refuse = null)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            endpoint.Metadata.Add(new KeyRequirement(scope));
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} has nothing to guard.");
            endpoint.RequestDelegate = context => GuardAsync(context, scope, refuse ?? RefuseAsync, next);
        });
        return builder;
    }

    private static Task GuardAsync(HttpContext context, string? scope, Refusal refuse, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<ApiKeys>().Identify(context) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return refuse(context, StatusCodes.Status401Unauthorized, "An API key is needed: send it as X-API-Key or as Authorization: Bearer.");
        }

        if (!caller.May(scope))
            return refuse(context, StatusCodes.Status403Forbidden, $"This key does not allow {scope}.");
        context.Features.Set(caller);
        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { success = false, message = sentence, data = new { } }, JsonSerializerOptions.Web, context.RequestAborted);
    }
}
