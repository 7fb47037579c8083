using System.Buffers;
using System.Net;
using RestSharp.Interceptors;

namespace Bot.Gateways.Channels;

/// <summary>What a provider answered. The body is cut at <see cref="RequestTracker.AnswerLimit"/>.</summary>
internal sealed record HttpAnswer(int Status, string Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>Watches one request on its way: whether its body began to leave, and what came back.</summary>
internal sealed class RequestTracker : Interceptor
{
    /// <summary>Bytes of an answer that are read; real ones have a few hundred.</summary>
    public const int AnswerLimit = 64 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>False: the peer cannot have acted on it, for the body had not begun to leave.</summary>
    public bool Written { get; private set; }

    public HttpAnswer? Answer { get; private set; }

    public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
    {
        requestMessage.Content = new WatchedContent(requestMessage.Content!, () => Written = true);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask AfterHttpRequest(HttpResponseMessage responseMessage, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(responseMessage.Content, cancellationToken).ConfigureAwait(false);
        Answer = new HttpAnswer((int)responseMessage.StatusCode, System.Text.Encoding.UTF8.GetString(body), RetryAfter(responseMessage));
        responseMessage.Content = new ByteArrayContent(body);
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(AnswerLimit);
        try
        {
            using var stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
            return buffer[..await stream.ReadAtLeastAsync(buffer.AsMemory(0, AnswerLimit), AnswerLimit, throwOnEndOfStream: false, cancel).ConfigureAwait(false)];
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            // The status is known and counts; a body that broke off is judged like one that says nothing.
            return [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when response.Headers.Date is { } now => date - now,
            _ => TimeSpan.Zero,
        };
        return wait <= TimeSpan.Zero ? null : wait < LongestWait ? wait : LongestWait;
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent inner;
        private readonly Action begins;

        public WatchedContent(HttpContent inner, Action begins)
        {
            (this.inner, this.begins) = (inner, begins);
            foreach (var header in inner.Headers)
                Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            begins();
            return inner.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = inner.Headers.ContentLength ?? 0;
            return inner.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
