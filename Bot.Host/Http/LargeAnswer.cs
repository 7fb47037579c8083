namespace Bot.Host.Http;

/// <summary>
/// Writes an answer in pieces: the next one when the caller has taken the one before. Written at once, the whole of it would wait in the server for each caller
/// that reads nothing: the server's limit is looked at after a write.
/// </summary>
internal static class LargeAnswer
{
    /// <summary>
    /// Bytes that a connection may have waiting on either side: requests that are not looked at yet, and answers that are not read. The largest head, too.
    /// The sockets' own 1 MB and 64 kB, times the connections of one address, are more than the memory of a container.
    /// </summary>
    public const int MostWaiting = 16 * 1024;

    public static async Task WriteLargeAsync(this HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        for (; bytes.Length > MostWaiting; bytes = bytes[MostWaiting..])
            await response.Body.WriteAsync(bytes[..MostWaiting], cancel);

        await response.Body.WriteAsync(bytes, cancel);
    }
}
