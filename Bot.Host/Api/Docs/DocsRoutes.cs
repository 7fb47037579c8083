namespace Bot.Host.Api.Docs;

/// <summary>The API's description: <c>/openapi/v1.json</c>, with Swagger UI at <c>/docs</c> and ReDoc at <c>/redoc</c>. No API key.</summary>
internal static class DocsRoutes
{
    private const string Description = "/openapi/v1.json";

    /// <summary>Needs <see cref="OpenApiSetup.AddDocs"/>.</summary>
    public static WebApplication MapDocs(this WebApplication app)
    {
        app.MapOpenApi();
        // Each of the two looks at the path of every request by a regular expression; a webhook has no business there.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs") || context.Request.Path.StartsWithSegments("/redoc"), pages =>
        {
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
        return app;
    }
}
