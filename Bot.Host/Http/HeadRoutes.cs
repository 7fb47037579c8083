namespace Bot.Host.Http;

/// <summary>HEAD answers wherever GET does (RFC 9110, 9.3.2). The server leaves the body out.</summary>
internal static class HeadRoutes
{
    /// <summary>A group whose GET routes answer HEAD too.</summary>
    public static RouteGroupBuilder MapGroupWithHead(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            for (var i = 0; i < endpoint.Metadata.Count; i++)
            {
                if (endpoint.Metadata[i] is IHttpMethodMetadata { HttpMethods: var methods } && methods.Contains(HttpMethods.Get)
                    && !methods.Contains(HttpMethods.Head))
                {
                    endpoint.Metadata[i] = new HttpMethodMetadata([.. methods, HttpMethods.Head]);
                }
            }
        });
        return group;
    }
}
