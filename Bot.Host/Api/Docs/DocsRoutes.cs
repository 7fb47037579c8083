namespace Bot.Host.Api.Docs;

/// <summary>The API's description: <c>/openapi/v1.json</c>, with Swagger UI at <c>/docs</c> and ReDoc at <c>/redoc</c>.</summary>
internal static class DocsRoutes
{
    private const string Description = $"/openapi/{ApiDescription.Name}.json";

    /// <summary>Needs <see cref="OpenApiSetup.AddDocs"/>.</summary>
    public static void MapDocs(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Description, routes.ServiceProvider.GetRequiredService<ApiDescription>().ServeAsync).ExcludeFromDescription();

    /// <summary>The two pages, and who reads them and the description.</summary>
    public static IApplicationBuilder UseDocs(this IApplicationBuilder app) =>
        // Each of the two looks at the path of every request by a regular expression; other requests have no business there.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/openapi"), description => description.UseMiddleware<DocsAccess>())
            .UseWhen(context => context.Request.Path.StartsWithSegments("/docs") || context.Request.Path.StartsWithSegments("/redoc"), pages =>
        {
            pages.UseMiddleware<DocsAccess>();
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
