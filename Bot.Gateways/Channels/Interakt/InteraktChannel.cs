using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Channels.Interakt;

/// <summary>WhatsApp through Interakt. Its webhooks must be answered within 3 seconds.</summary>
internal sealed class InteraktChannel(IOptions<InteraktOptions> bound, IHttpClientFactory clients,
    [FromKeyedServices(InteraktChannel.ChannelName)] MediaDownload files, TimeProvider clock) : IChannel
{
    // Customers' media lies in Interakt's own Azure account, as links in public integrations show.
    /// <summary>From where the provider serves media.</summary>
    public static readonly string[] Hosts = ["*.interakt.ai", "*.interakt.shop", "interaktprodmediastorage.blob.core.windows.net"];

    private readonly InteraktOptions _options = bound.Value;
    private readonly InteraktReader _reader = new(clock);
    private readonly PeerHttp _http = new(clients.CreateClient(ChannelName), bound.Value.Timeout);

    /// <summary>The channel's name in conversations, events and settings.</summary>
    public const string ChannelName = "interakt";

    public string Name => ChannelName;

    public WebhookTraits? Webhook { get; } = new() { Guarded = bound.Value.WebhookSecret.Length > 0 };

    public bool IsAuthentic(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _options.WebhookSecret.Length == 0 ? _options.AllowUnsigned : WebhookSecret.Signs(_options.WebhookSecret, request.Body.Span, Signature(request));
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
        return WebhookBody.Read(ChannelName, clock, request, _reader.Read);
    }

    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (InteraktWriter.Complaint(to, message) is { } complaint)
            return new SendRefused(new SendFailure("not sent", complaint, FailureAction.GiveUp));

        var body = InteraktWriter.Write(to, message, reference);
        return await _http.PostAsync(_options.ApiUrl, "Authorization", Key(_options.ApiKey), request => request.AddStringBody(body, ContentType.Json), InteraktAnswers.Judge,
            cancel).ConfigureAwait(false);
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(media);
        return files.FetchAsync(media.Url, "", limit, cancel);
    }

    private static string Signature(WebhookRequest request) =>
        request.Header("Interakt-Signature") is { Length: > 0 } signature ? signature : request.Header("x-interakt-signature");

    // Some people copy the key with the word in front of it.
    private static string Key(string apiKey) => "Basic " + apiKey.Trim().Replace("Basic ", "", StringComparison.OrdinalIgnoreCase).Trim();
}
