using Bot.Host.Access;
using Bot.Host.Http;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.DirectLine;

/// <summary>
/// A page with Web Chat on it, in Development and for callers on this machine: <c>/web-chat</c>. docs/web-chat.md shows how a website has its own.
/// </summary>
internal static class WebChatRoutes
{
    private const string Path = "/web-chat";
    private const string Resources = "web-chat/";

    public static void MapWebChat(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var script = services.GetRequiredService<IOptions<DirectLineOptions>>().Value.Script;
        var file = File.Exists(script) ? System.IO.Path.GetFullPath(script) : null;
        var page = Text("index.html").Replace("{script}", file is null ? script : $"{Path}/webchat.js", StringComparison.Ordinal);
        var policy = $"default-src 'none'; script-src 'self'{(file is null ? $" {script}" : "")}; style-src 'unsafe-inline'; img-src 'self' data: blob: https:; connect-src 'self' ws: wss: blob: data:; media-src blob: data:; worker-src blob:";

        var local = routes.MapGroup(Path).ForLocalCallers().ExcludeFromDescription();
        local.MapGet("", context => PageAsync(context, "text/html; charset=utf-8", page, policy));
        local.MapGet("/page.js", context => PageAsync(context, "text/javascript; charset=utf-8", Text("page.js"), policy));
        if (file is not null) local.MapGet("/webchat.js", context => ScriptAsync(context, file));
        local.MapPost("/token", context =>
            DirectLineAnswer.WriteAsync(context, StatusCodes.Status200OK,
                services.GetRequiredService<DirectLineEndpoints>().Opened(context, DirectLineCaller.New(), withStream: false)));
    }

    private static Task PageAsync(HttpContext context, string type, string text, string policy)
    {
        PageHeaders.Set(context.Response, policy);
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task ScriptAsync(HttpContext context, string file)
    {
        context.Response.ContentType = "text/javascript; charset=utf-8";
        return context.Response.SendFileAsync(file, context.RequestAborted);
    }

    private static string Text(string name)
    {
        using var stream = typeof(WebChatRoutes).Assembly.GetManifestResourceStream(Resources + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
