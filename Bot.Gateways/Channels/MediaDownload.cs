using System.Net;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels;

/// <summary>Fetches media from allowed hosts only, never from inside our own network, and never more than asked for.</summary>
/// <remarks>
/// The address is checked where the connection is made, by <see cref="MediaConnection"/>, so a name that answers differently the second time gains nothing.
/// </remarks>
internal sealed class MediaDownload(HttpClient client, MediaHosts hosts, MediaOptions options)
{
    private const int MaxRedirects = 3;
    private const int Chunk = 32 * 1024;

    /// <summary>Enough of a file to tell its kind.</summary>
    private const int HeadLength = 64;

    /// <param name="bearer">Sent to the first host only, not to one that it redirects to; empty for none.</param>
    public async Task<MediaContent> FetchAsync(string url, string bearer, int limit, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target))
            return new MediaUnavailable("The link is no web address.", Retryable: false);

        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(options.Timeout);
        try
        {
            return await FollowAsync(target, bearer, limit, time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new MediaUnavailable("The media host was too slow.", Retryable: true);
        }
        catch (HttpRequestException exception) when (exception.InnerException is PrivateAddressException)
        {
            return new MediaUnavailable("The media host lives at a private address.", Retryable: false) { OursToMend = true };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new MediaUnavailable("The media host could not be reached, or hung up.", Retryable: true);
        }
    }

    private async Task<MediaContent> FollowAsync(Uri target, string bearer, int limit, CancellationToken cancel)
    {
        var first = target;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            if (!hosts.Allows(target))
                return new MediaUnavailable("The link leads to a host that is not on the list of media hosts.", Retryable: false) { OursToMend = true };

            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            if (bearer.Length > 0 && target.Authority == first.Authority && target.Scheme == first.Scheme)
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);

            if (response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                && response.Headers.Location is { } location && Uri.TryCreate(target, location, out var next))
            {
                target = next;
                continue;
            }

            return response.IsSuccessStatusCode
                ? await ReadAsync(response, limit, cancel).ConfigureAwait(false)
                : Refused((int)response.StatusCode, bearer.Length > 0);
        }

        return new MediaUnavailable($"The link was redirected more than {MaxRedirects} times.", Retryable: false);
    }

    private static async Task<MediaContent> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancel)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        if (response.Content.Headers.ContentLength > limit)
        {
            var head = new byte[HeadLength];
            var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
            return new MediaTooLarge(limit) { Head = head.AsMemory(0, length) };
        }

        using var bytes = new MemoryStream((int)(response.Content.Headers.ContentLength ?? Chunk));
        var chunk = new byte[Chunk];
        for (int read; (read = await stream.ReadAsync(chunk, cancel).ConfigureAwait(false)) > 0;)
        {
            if (bytes.Length + read > limit)
                return new MediaTooLarge(limit) { Head = HeadOf(bytes, chunk.AsMemory(0, read)) };
            bytes.Write(chunk, 0, read);
        }

        return new MediaBytes(bytes.ToArray(), response.Content.Headers.ContentType?.MediaType ?? "");
    }

    private static ReadOnlyMemory<byte> HeadOf(MemoryStream bytes, ReadOnlyMemory<byte> chunk) =>
        bytes.Length == 0 ? chunk : bytes.GetBuffer().AsMemory(0, (int)Math.Min(bytes.Length, HeadLength));

    // A refused key of ours can be mended and the media still be there; a refused anonymous link has expired.
    private static MediaUnavailable Refused(int status, bool withKey) =>
        new($"The media host answered http {status}.", Retryable: status is 408 or 425 or 429 or >= 500 || (withKey && status is 401 or 403))
        {
            OursToMend = withKey && status is 401 or 403,
        };
}
