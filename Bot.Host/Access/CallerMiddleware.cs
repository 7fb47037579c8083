namespace Bot.Host.Access;

/// <summary>Sets the caller of a request by its API key, before anything asks for it.</summary>
/// <remarks>Stands in the place of the framework's own middleware, which makes a handler for every request: docs/decisions/0014.</remarks>
internal sealed class CallerMiddleware(RequestDelegate next, ApiKeys keys)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (keys.Identify(context) is { } caller) context.User = caller;
        return next(context);
    }
}
