namespace Bot.Host.Api.Docs;

/// <summary>The API's description: <c>/openapi/v1.json</c>, with Swagger UI at <c>/docs</c> and ReDoc at <c>/redoc</c>. No API key.</summary>
internal static class DocsRoutes
{
    private const string Description = "/openapi/v1.json";

    /// <summary>Needs <see cref="OpenApiSetup.AddDocs"/>.</summary>
    public static WebApplication MapDocs(this WebApplication app)
    {
        app.MapOpenApi();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Bot API";
            page.SwaggerEndpoint(Description, "Bot v1");
        });
        app.UseReDoc(page =>
        {
            page.RoutePrefix = "redoc";
            page.DocumentTitle = "Bot API";
            page.SpecUrl = Description;
        });
        return app;
    }
}
