namespace Bot.Host.Desk.Pages;

/// <summary>The pages and what they load: resources of this program. The drawing of flows is the console's.</summary>
internal static class DeskFiles
{
    private const string Prefix = "desk/";

    private static readonly string[] Shared = ["dom.js", "layout.js", "diagram.js", "icon.svg"];

    private static readonly Dictionary<string, byte[]> Files = Found();

    public static Task ServeAsync(HttpContext context, string name)
    {
        if (!Files.TryGetValue(name, out var bytes)) return DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such file.");

        context.Response.ContentType = TypeOf(name);
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"A file of the desk ends with {other}, whose type is not known."),
    };

    private static Dictionary<string, byte[]> Found()
    {
        var names = typeof(DeskFiles).Assembly.GetManifestResourceNames();
        var files = names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], Bytes, StringComparer.Ordinal);
        foreach (var name in Shared) files[name] = Bytes($"console/{name}");
        return files;
    }

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(DeskFiles).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
