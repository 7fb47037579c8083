namespace Bot.Host.Console;

/// <summary>The page and what it loads: resources of this program, so that it works wherever the program does.</summary>
internal static class ConsoleFiles
{
    private const string Prefix = "console/";

    private static readonly Dictionary<string, byte[]> Files = typeof(ConsoleFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Bytes, StringComparer.Ordinal);

    public static Task ServeAsync(HttpContext context, string name)
    {
        if (!Files.TryGetValue(name, out var bytes)) return ConsoleAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such file.");

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
        var other => throw new InvalidOperationException($"A console file ends with {other}, whose type is not known."),
    };

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(ConsoleFiles).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
