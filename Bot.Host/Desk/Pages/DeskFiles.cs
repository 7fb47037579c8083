using Bot.Host.Http;

namespace Bot.Host.Desk.Pages;

/// <summary>The pages and what they load. The drawing of flows is the console's.</summary>
internal static class DeskFiles
{
    private static readonly EmbeddedFiles Files = new EmbeddedFiles("desk/").With("console/", "dom.js", "layout.js", "diagram.js", "diagram.css", "icon.svg");

    public static Task ServeAsync(HttpContext context, string name) =>
        Files.Serve(context, name) ?? DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such file.");
}
