namespace Bot.Host.Api.Docs;

/// <summary>The API's description: <c>/openapi/v1.json</c>, with Swagger UI at <c>/docs</c> and ReDoc at <c>/redoc</c>. No API key.</summary>
internal static class DocsRoutes
{
    private const string Description = "/openapi/v1.json";

    /// <summary>Needs <see cref="OpenApiSetup.AddDocs"/>.</summary>
    public static void MapDocs(this IEndpointRouteBuilder routes) => routes.MapOpenApi();

    /// <summary>The two pages.</summary>
    public static IApplicationBuilder UseDocs(this IApplicationBuilder app) =>
        // Each of the two looks at the path of every request by a regular expression; other requests have no business there.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs") || context.Request.Path.StartsWithSegments("/redoc"), pages =>
        {
            pages.Use(AsGet);
            pages.UseSwaggerUI(page =>
            {
                page.RoutePrefix = "docs";
                page.DocumentTitle = "Bot API";
                page.SwaggerEndpoint(Description, "Bot v1");
            });
            pages.UseReDoc(page =>
            {
                page.RoutePrefix = "redoc";
                page.DocumentTitle = "Bot API";
                page.SpecUrl = Description;
            });
        });

    /// <summary>The pages know GET alone; the server leaves the body of a HEAD request out.</summary>
    private static Task AsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
