using Microsoft.AspNetCore.Http.Features;

namespace Bot.Host.Webhooks;

/// <summary>Reads the raw bytes of a request, up to a limit.</summary>
internal static class WebhookBodyReader
{
    /// <summary>Meta's largest payload: 3 MB.</summary>
    public const int Limit = 3 * 1024 * 1024;

    private const int FirstGuess = 4096;

    /// <returns>Null when there is more than <see cref="Limit"/>; the rest is not read.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength > Limit)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            // The count below says 413 for a chunked body too, where the server's own limit would break the connection.
            size.MaxRequestBodySize = null;

        var bytes = new byte[request.ContentLength is { } known ? (int)known + 1 : FirstGuess];
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(bytes.AsMemory(length), context.RequestAborted);
            if (read == 0)
                return bytes.AsMemory(0, length);
            length += read;
            if (length > Limit)
                return null;
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, Limit + 1));
        }
    }
}
