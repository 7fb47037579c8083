using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using RestSharp;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>WhatsApp through Interakt. Its webhooks must be answered within 3 seconds.</summary>
public sealed class InteraktChannel(InteraktOptions options, MediaOptions media, TimeProvider clock) : IChannel, IDisposable
{
    // Customers' media lies in Interakt's own Azure account, as links in public integrations show.
    private static readonly string[] Hosts = ["*.interakt.ai", "*.interakt.shop", "interaktprodmediastorage.blob.core.windows.net"];

    private readonly InteraktReader reader = new(clock);
    private readonly ChannelHttp http = new(options.TimeLimit);
    private readonly MediaDownload files = new(new MediaHosts(Hosts, [options.ApiUrl], media.AllowedHosts), media);

    /// <summary>The channel's name in conversations, events and settings.</summary>
    public const string ChannelName = "interakt";

    public string Name => ChannelName;

    public bool IsAuthentic(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return options.WebhookSecret.Length == 0 ? options.AllowUnsigned : WebhookSecret.Signs(options.WebhookSecret, request.Body.Span, Signature(request));
    }

    public bool Recognises(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shape = BodyShape.Of(request.Body.Span);
        return shape.Text("type").Length > 0 && shape.Has("data")
            && (shape.Has("data.customer") || shape.Has("data.message") || Signature(request).Length > 0);
    }

    public WebhookContent Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WebhookBody.Read(ChannelName, clock, request, reader.Read);
    }

    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (InteraktWriter.Complaint(to, message) is { } complaint)
            return new SendRefused(new SendFailure("not sent", complaint, FailureAction.GiveUp));

        var body = InteraktWriter.Write(to, message, reference);
        return await http.PostAsync(options.ApiUrl, "Authorization", Key(options.ApiKey), request => request.AddStringBody(body, ContentType.Json), InteraktAnswers.Judge, cancel).ConfigureAwait(false);
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(media);
        return files.FetchAsync(media.Url, "", limit, cancel);
    }

    public void Dispose()
    {
        http.Dispose();
        files.Dispose();
    }

    private static string Signature(WebhookRequest request) =>
        request.Header("Interakt-Signature") is { Length: > 0 } signature ? signature : request.Header("x-interakt-signature");

    // Some people copy the key with the word in front of it.
    private static string Key(string apiKey) => "Basic " + apiKey.Trim().Replace("Basic ", "", StringComparison.OrdinalIgnoreCase).Trim();
}
