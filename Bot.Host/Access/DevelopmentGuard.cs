using Bot.Gateways.Http;

namespace Bot.Host.Access;

/// <summary>Closes what Development alone serves to strangers: local callers are let in, and this process's own clients by their secret.</summary>
internal static class DevelopmentGuard
{
    /// <remarks>Wraps the endpoints rather than filtering them: a filter would run after the body was read.</remarks>
    public static RouteGroupBuilder ForLocalCallers(this RouteGroupBuilder group)
    {
        var pass = ((IEndpointRouteBuilder)group).ServiceProvider.GetService<SandboxPass>();
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} has nothing to guard.");
            endpoint.RequestDelegate = context => LocalCaller.Is(context) || pass?.IsShown(context.Request.Headers[SandboxPass.Header].ToString()) == true
                ? next(context)
                : RefuseAsync(context);
        });
        return group;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(new { message = "The sandbox answers callers on this machine only." }, context.RequestAborted);
    }
}
