using Bot.Engine.Abstractions;

namespace Bot.Storage.Abstractions;

/// <summary>A database that is a file, put in its place: a crash leaves a stray file beside it at most, never half a database.</summary>
internal static class DatabaseFile
{
    /// <exception cref="StoreUnavailableException">There is one already, or it cannot be written.</exception>
    public static async Task PutAsync(string copy, string path, CancellationToken cancel)
    {
        if (Filled(path) is { } filled) throw new StoreUnavailableException(filled);

        var draft = path + ".partial";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var source = new FileStream(copy, FileMode.Open, FileAccess.Read);
            await using (source.ConfigureAwait(false))
            {
                var target = new FileStream(draft, FileMode.Create, FileAccess.Write);
                await using (target.ConfigureAwait(false))
                {
                    await source.CopyToAsync(target, cancel).ConfigureAwait(false);
                    target.Flush(flushToDisk: true);
                }
            }

            File.Move(draft, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{path} cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>The scheme of the URL that a file wants by its first bytes: <c>sqlite</c>, <c>litedb</c>; null for no file, and for what is neither.</summary>
    /// <remarks>SQLite: https://www.sqlite.org/fileformat.html#the_database_header; LiteDB 5: its header page.</remarks>
    public static string? SchemeOf(string path)
    {
        const int InfoAt = 32;
        Span<byte> head = stackalloc byte[InfoAt + 27];
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            head = head[..RandomAccess.Read(file, head, 0)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return head.StartsWith("SQLite format 3\0"u8) ? "sqlite" : head.Length > InfoAt && head[InfoAt..].SequenceEqual("** This is a LiteDB file **"u8) ? "litedb" : null;
    }

    /// <summary>Why nothing is put there; null when there is no file.</summary>
    public static string? Filled(string path) => File.Exists(path) ? $"There is a database at {path} already; move it away, or name another." : null;
}
