namespace Bot.Host.Http;

/// <summary>Files of a page that are resources of this program, so that it works wherever the program does.</summary>
internal sealed class EmbeddedFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <param name="prefix">What the names of the resources begin with.</param>
    public EmbeddedFiles(string prefix)
    {
        foreach (var resource in typeof(EmbeddedFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            _files[resource[prefix.Length..]] = Bytes(resource);
    }

    /// <summary>The same with files of another page.</summary>
    public EmbeddedFiles With(string prefix, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _files[name] = Bytes(prefix + name);
        return this;
    }

    /// <summary>Answers with a file; null when there is none of this name.</summary>
    public Task? Serve(HttpContext context, string name)
    {
        if (!_files.TryGetValue(name, out var bytes)) return null;

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
        var other => throw new InvalidOperationException($"A file of a page ends with {other}, whose type is not known."),
    };

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
