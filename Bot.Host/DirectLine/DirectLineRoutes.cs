using Bot.Host.Settings;

namespace Bot.Host.DirectLine;

/// <summary>Where pages call. No API key: a secret gives tokens, and a token opens one conversation.</summary>
internal static class DirectLineRoutes
{
    /// <summary>What a client is given as its <c>domain</c>.</summary>
    public const string Prefix = "/directline";

    /// <remarks>Run at once by routing, before authentication and limits of the API, which would take a token for a wrong key.</remarks>
    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        if (!DirectLineOptions.IsOn(services.GetRequiredService<IConfiguration>())) return;

        var (access, endpoints) = (services.GetRequiredService<DirectLineAccess>(), services.GetRequiredService<DirectLineEndpoints>());
        var group = routes.MapGroup(Prefix).ExcludeFromDescription();
        group.ShortCircuit();
        Map("POST", "/tokens/generate", endpoints.GenerateAsync);
        Map("POST", "/tokens/refresh", endpoints.RefreshAsync);
        Map("POST", "/conversations", endpoints.StartAsync);
        Map("GET", "/conversations/{conversation}", endpoints.ReconnectAsync);
        Map("GET", "/conversations/{conversation}/activities", endpoints.PollAsync);
        Map("POST", "/conversations/{conversation}/activities", endpoints.PostAsync);
        Map("POST", "/conversations/{conversation}/upload", endpoints.UploadAsync);
        Map("GET", "/conversations/{conversation}/attachments/{file}", endpoints.FileAsync);
        group.MapMethods("{**path}", ["OPTIONS"], new RequestDelegate(access.Around(_ => Task.CompletedTask)));

        var sockets = routes.CreateApplicationBuilder();
        sockets.UseWebSockets();
        sockets.Run(new RequestDelegate(access.Around(services.GetRequiredService<DirectLineSocket>().ServeAsync)));
        group.MapMethods("/conversations/{conversation}/stream", ["GET"], sockets.Build());
        if (services.GetRequiredService<Microsoft.Extensions.Options.IOptions<DeploymentOptions>>().Value.IsDevelopment) routes.MapWebChat();

        void Map(string method, string path, Func<HttpContext, Task> handle) => group.MapMethods(path, [method], new RequestDelegate(access.Around(handle)));
    }
}
