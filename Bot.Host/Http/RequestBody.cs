using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Http;

/// <summary>Reads the raw bytes of a request. The one reader of webhooks, API and console.</summary>
/// <remarks>
/// What a caller announces costs nothing: memory is taken for what has arrived, within the <see cref="BodyBudget"/> of the host, and every body has an end in
/// time as well as in bytes.
/// </remarks>
internal static class RequestBody
{
    /// <summary>Bytes that a body may have without being counted: 10,000 connections with as many are 40 MB.</summary>
    public const int Small = 4096;

    /// <summary>For a whole body, from its first byte that is waited for. Gupshup waits 10 s for its answer.</summary>
    public static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddBodies(this IServiceCollection services)
    {
        services.TryAddSingleton<BodyBudget>(_ => new());
        return services;
    }

    /// <param name="limit">Bytes; they say how long the body may take, too: <see cref="BodyLimit.Time"/>.</param>
    public static async ValueTask<ReceivedBody> ReadAsync(HttpContext context, int limit)
    {
        var request = context.Request;
        if (request.ContentLength > limit)
            return new(new RequestFailure.TooLarge(limit));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            // The count below says 413 for a chunked body too, where the server's own limit would break the connection.
            size.MaxRequestBodySize = null;

        var reader = request.BodyReader;
        if (request.ContentLength is { } announced and <= Small && reader.TryRead(out var first))
        {
            // Nearly every body: it came with the headers.
            if (first.Buffer.Length >= announced)
            {
                var whole = first.Buffer.Slice(0, announced).ToArray();
                reader.AdvanceTo(first.Buffer.End);
                return new(whole);
            }

            reader.AdvanceTo(first.Buffer.Start, first.Buffer.End);
        }

        return await ReadOnAsync(context, reader, limit);
    }

    private static async Task<ReceivedBody> ReadOnAsync(HttpContext context, PipeReader reader, int limit)
    {
        var services = context.RequestServices;
        var buffer = new BodyBuffer(services.GetRequiredService<BodyBudget>());
        var received = default(ReceivedBody);
        await using var clock = new BodyClock(reader, buffer, services.GetRequiredService<TimeProvider>(), new BodyLimit(limit).Time);
        try
        {
            received = await FillAsync(buffer, reader, limit, context.RequestAborted);
        }
        catch (BadHttpRequestException unreadable)
        {
            // Caught here and not at the edge: strangers who bring it about by the thousand are to cost as few frames as can be.
            received = new(new RequestFailure.Unreadable(unreadable.StatusCode));
        }
        finally
        {
            if (received.Buffer is null) buffer.Dispose();
        }

        // What was not read is not worth waiting for.
        if (received.Failure is not null) context.Response.Headers.Connection = "close";
        return received;
    }

    private static async Task<ReceivedBody> FillAsync(BodyBuffer buffer, PipeReader reader, int limit, CancellationToken cancel)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.IsCanceled)
                return Refuse(reader, read, new RequestFailure.Unreadable(StatusCodes.Status408RequestTimeout));
            if (buffer.Length + read.Buffer.Length > limit)
                return Refuse(reader, read, new RequestFailure.TooLarge(limit));
            if (!buffer.TryAdd(read.Buffer))
                return Refuse(reader, read, new RequestFailure.Busy());

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return new(buffer);
        }
    }

    private static ReceivedBody Refuse(PipeReader reader, ReadResult read, RequestFailure failure)
    {
        reader.AdvanceTo(read.Buffer.End);
        return new(failure);
    }
}
