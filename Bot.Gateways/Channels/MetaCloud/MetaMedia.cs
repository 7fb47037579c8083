using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Http;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>Fetches media in Meta's two steps: the id gives a link that lives five minutes, and the link gives the bytes; both want the token.</summary>
internal sealed class MetaMedia(MetaOptions options, MediaDownload download)
{
    /// <summary>From where Meta serves media.</summary>
    public static readonly string[] Hosts = ["*.fbsbx.com", "*.facebook.com", "*.whatsapp.net"];

    public async Task<MediaContent> FetchAsync(MediaReference reference, int limit, CancellationToken cancel)
    {
        var token = options.AccessToken.Trim();
        if (reference.Id.Length == 0)
            return await download.FetchAsync(reference.Url, token, limit, cancel).ConfigureAwait(false);
        if (!reference.Id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
            return new MediaUnavailable("The media id is none of Meta's.", Retryable: false);

        var found = await download.FetchAsync($"{options.ApiUrl.TrimEnd('/')}/{reference.Id}", token, PeerClients.BriefAnswer, cancel).ConfigureAwait(false);
        if (found is not MediaBytes { Bytes: var bytes })
            return found is MediaTooLarge ? new MediaUnavailable("Meta's answer about the media is none.", Retryable: true) : found;

        var about = JsonLeaves.Embedded(Encoding.UTF8.GetString(bytes.Span));
        if (about.Number("file_size") > limit)
            return new MediaTooLarge(limit);
        var content = await download.FetchAsync(about.Text("url"), token, limit, cancel).ConfigureAwait(false);
        return content is MediaBytes { MimeType: "" } plain ? plain with { MimeType = about.Text("mime_type") } : content;
    }
}
