using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Gateways.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Channels.Gupshup;

/// <summary>WhatsApp through Gupshup: one of its apps. Its webhooks must be answered with an empty body.</summary>
/// <param name="app">A further app, as the settings write it; null for the first, which hears the webhook for all of them.</param>
internal sealed class GupshupChannel(IOptions<GupshupOptions> bound, IHttpClientFactory clients,
    [FromKeyedServices(GupshupChannel.ChannelName)] MediaDownload files, TimeProvider clock, string? app = null) : IChannel
{
    /// <summary>From where the provider serves media.</summary>
    public static readonly string[] Hosts = ["*.gupshup.io", "*.gupshup.com"];

    private readonly GupshupOptions _options = bound.Value;
    private readonly GupshupApp? _more = app is null ? null : GupshupApp.Read(app);
    private readonly GupshupReader _reader = new(bound.Value, clock);
    private readonly PeerHttp _http = new(clients.CreateClient(ChannelName), bound.Value.Timeout);

    /// <summary>The channel's name in conversations, events and settings.</summary>
    public const string ChannelName = "gupshup";

    public string Name => _more?.Channel ?? ChannelName;

    public string BusinessNumber => ChannelAddress.Phone(_more?.Source ?? _options.Source);

    public WebhookTraits? Webhook { get; } = app is not null ? null : new() { Guarded = bound.Value.WebhookToken.Length > 0, WantsEmptyAnswer = true };

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
        if (ChannelAddress.IsUserId(to)) return await SendToUserAsync(to, message, reference, cancel).ConfigureAwait(false);
        if (GupshupWriter.Complaint(to, message) is { } complaint)
            return new SendRefused(new SendFailure("not sent", complaint, FailureAction.GiveUp));

        var url = message is TemplateMessage ? _options.TemplateUrl : _options.SessionUrl;
        return await _http.PostAsync(url, "apikey", (_more?.Key ?? _options.ApiKey).Trim(), Fill, GupshupAnswers.Judge, cancel).ConfigureAwait(false);

        void Fill(RestRequest request)
        {
            request.AddHeader("Cache-Control", "no-cache");
            foreach (var (name, value) in GupshupWriter.Write(_options, _more, to, message, reference))
                request.AddParameter(name, value, ParameterType.GetOrPost);
        }
    }

    /// <summary>A person without a number: only the third version of the API has a way to them, and it takes Meta's own body.</summary>
    private async Task<SendResult> SendToUserAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (_more is not null || _options.AppId.Length == 0 || _options.PartnerToken.Length == 0)
        {
            return new SendRefused(new SendFailure("no number",
                "Gupshup answers a person without a number only with GUPSHUP_APP_ID and GUPSHUP_PARTNER_TOKEN, which are not set for this app.",
                FailureAction.GiveUp)
            {
                NeedsOperator = true,
            });
        }

        if ((message is TemplateMessage ? "Gupshup sends templates to phone numbers only." : MetaWriter.Complaint(to, message)) is { } complaint)
            return new SendRefused(new SendFailure("not sent", complaint, FailureAction.GiveUp));

        var url = $"{_options.PartnerUrl.TrimEnd('/')}/partner/app/{Uri.EscapeDataString(_options.AppId)}/v3/message";
        var body = MetaWriter.Write(to, message, reference);
        return await _http.PostAsync(url, "Authorization", _options.PartnerToken.Trim(), request => request.AddStringBody(body, ContentType.Json),
            MetaAnswers.Judge, cancel).ConfigureAwait(false);
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(media);
        return files.FetchAsync(media.Url, "", limit, cancel);
    }

    private static string Bare(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : authorization;
}
