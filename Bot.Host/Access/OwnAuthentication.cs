namespace Bot.Host.Access;

/// <summary>Keeps the framework's authentication middleware out of the way of requests that have no use for it.</summary>
internal static class OwnAuthentication
{
    /// <summary>
    /// By this name an application knows that the middleware is there. Without it an application whose services know of schemes puts it in front of everything
    /// (ASP.NET Core 10, <c>WebApplicationBuilder.ConfigureApplication</c>), where it makes a handler of each scheme that answers requests, and one of the
    /// default scheme, for every request.
    /// </summary>
    public const string Mark = "__AuthenticationMiddlewareSet";

    /// <summary>Whose key a request shows, <see cref="CallerMiddleware"/> finds; who sits at the desk, the policies of its endpoints do.</summary>
    public static IApplicationBuilder WithoutAuthentication(this IApplicationBuilder app)
    {
        app.Properties[Mark] = true;
        return app;
    }
}
