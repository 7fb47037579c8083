using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>WhatsApp through Gupshup. Its webhooks must be answered with an empty body.</summary>
internal sealed class GupshupChannel(IOptions<GupshupOptions> bound, IHttpClientFactory clients,
    [FromKeyedServices(GupshupChannel.ChannelName)] MediaDownload files, TimeProvider clock) : IChannel
{
    /// <summary>From where the provider serves media.</summary>
    public static readonly string[] Hosts = ["*.gupshup.io", "*.gupshup.com"];

    private readonly GupshupOptions _options = bound.Value;
    private readonly GupshupReader _reader = new(clock);
    private readonly PeerHttp _http = new(clients.CreateClient(ChannelName), bound.Value.Timeout);

    /// <summary>The channel's name in conversations, events and settings.</summary>
    public const string ChannelName = "gupshup";

    public string Name => ChannelName;

    public WebhookTraits? Webhook { get; } = new() { Guarded = bound.Value.WebhookToken.Length > 0, WantsEmptyAnswer = true };

    public bool IsAuthentic(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_options.WebhookToken.Length == 0)
            return _options.AllowUnsigned;
        return WebhookSecret.Matches(_options.WebhookToken, request.Header("x-webhook-token"))
            || WebhookSecret.Matches(_options.WebhookToken, Bare(request.Header("Authorization")))
            || WebhookSecret.Matches(_options.WebhookToken, request.Query("token"));
    }

    public bool Recognises(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shape = BodyShape.Of(request.Body.Span);
        return shape.Has("gs_app_id")
            || (shape.Text("type").Length > 0 && shape.Has("payload") && (shape.Has("app") || shape.Text("version") == "2"));
    }

    public WebhookContent Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WebhookBody.Read(ChannelName, clock, request, _reader.Read);
    }

    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (GupshupWriter.Complaint(to, message) is { } complaint)
            return new SendRefused(new SendFailure("not sent", complaint, FailureAction.GiveUp));

        var url = message is TemplateMessage ? _options.TemplateUrl : _options.SessionUrl;
        return await _http.PostAsync(url, "apikey", _options.ApiKey.Trim(), Fill, GupshupAnswers.Judge, cancel).ConfigureAwait(false);

        void Fill(RestRequest request)
        {
            request.AddHeader("Cache-Control", "no-cache");
            foreach (var (name, value) in GupshupWriter.Write(_options, to, message, reference))
                request.AddParameter(name, value, ParameterType.GetOrPost);
        }
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(media);
        return files.FetchAsync(media.Url, "", limit, cancel);
    }

    private static string Bare(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : authorization;
}
