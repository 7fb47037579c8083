using Microsoft.AspNetCore.Http.Features;

namespace Bot.Host.Http;

/// <summary>Reads the raw bytes of a request, up to a limit. The one reader of webhooks, API and console.</summary>
internal static class RequestBody
{
    private const int FirstGuess = 4096;

    /// <param name="limit">Bytes.</param>
    /// <returns>Null when there is more than the limit; the rest is not read.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int limit)
    {
        var request = context.Request;
        if (request.ContentLength > limit)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            // The count below says 413 for a chunked body too, where the server's own limit would break the connection.
            size.MaxRequestBodySize = null;

        var bytes = new byte[request.ContentLength is { } known ? (int)known + 1 : Math.Min(FirstGuess, limit + 1)];
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(bytes.AsMemory(length), context.RequestAborted);
            if (read == 0)
                return bytes.AsMemory(0, length);
            length += read;
            if (length > limit)
                return null;
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, limit + 1));
        }
    }
}
