namespace Bot.Host.Http;

/// <summary>
/// Writes an answer in pieces: the next one when the caller has taken the one before. Written at once, the whole of it would wait in the server for each caller
/// that reads nothing, whatever the server's limit.
/// </summary>
internal static class LargeAnswer
{
    public static async Task WriteLargeAsync(this HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        for (; bytes.Length > ServerSetup.MostWaiting; bytes = bytes[ServerSetup.MostWaiting..])
            await response.Body.WriteAsync(bytes[..ServerSetup.MostWaiting], cancel);

        await response.Body.WriteAsync(bytes, cancel);
    }
}
