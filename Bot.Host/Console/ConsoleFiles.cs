using Bot.Host.Http;

namespace Bot.Host.Console;

/// <summary>The page and what it loads.</summary>
internal static class ConsoleFiles
{
    private static readonly EmbeddedFiles Files = new("console/");

    public static Task ServeAsync(HttpContext context, string name) =>
        Files.Serve(context, name) ?? ConsoleAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such file.");
}
