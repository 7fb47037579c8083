using System.Buffers;
using System.Net;
using System.Text;

namespace Bot.Gateways.Http;

/// <summary>Reads the answer up to a limit, so that what stands behind has it in memory.</summary>
/// <param name="limit">Bytes; the rest is not read.</param>
/// <param name="statusAlone">
/// A body that breaks off is taken for an empty one, and a longer one is cut, for the status is known and counts. Else either is no answer.
/// </param>
internal sealed class AnswerHandler(int limit, bool statusAlone) : DelegatingHandler
{
    private const int Chunk = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            response.Content = new AnswerContent(await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception broken) when (statusAlone && broken is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            response.Content = new AnswerContent("");
        }

        return response;
    }

    private async Task<string> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(limit + 1, Chunk));
        try
        {
            using var stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
            var length = 0;
            while (true)
            {
                // One byte more than the limit tells a longer answer.
                var room = buffer.AsMemory(length, Math.Min(buffer.Length, limit + 1) - length);
                var read = await stream.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
                length += read;
                if (length > limit && !statusAlone) throw new OversizedAnswerException(limit);
                if (read < room.Length || length > limit) return EncodingOf(content).GetString(buffer.AsSpan(0, Math.Min(length, limit)));

                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>UTF-8 unless the peer names another one that is known here.</summary>
    private static Encoding EncodingOf(HttpContent content)
    {
        try
        {
            return content.Headers.ContentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}

/// <summary>An answer that was read already.</summary>
internal sealed class AnswerContent(string text) : HttpContent
{
    public string Text => text;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Encoding.UTF8.GetByteCount(text);
        return true;
    }
}
