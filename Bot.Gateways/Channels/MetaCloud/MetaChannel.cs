using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RestSharp;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>WhatsApp through Meta's own Cloud API: one of its numbers.</summary>
/// <param name="number">Id of a further number; null for the first, which hears the webhook for all of them.</param>
internal sealed class MetaChannel(IOptions<MetaOptions> bound, IHttpClientFactory clients, [FromKeyedServices(MetaChannel.ChannelName)] MediaDownload download,
    TimeProvider clock, string? number = null) : IChannel
{
    private readonly MetaOptions _options = bound.Value;
    private readonly MetaReader _reader = new(ChannelName, value => WrittenTo(bound.Value, value.At("metadata").Text("phone_number_id")),
        [ChannelName, .. bound.Value.MorePhoneNumberIds.Select(NameOf)], MetaErrors.Delivery, clock);
    private readonly PeerHttp _http = new(clients.CreateClient(ChannelName), bound.Value.Timeout);
    private readonly MetaMedia _files = new(bound.Value, download);

    /// <summary>The channel's name in conversations, events and settings.</summary>
    public const string ChannelName = "meta";

    public string Name { get; } = number is null ? ChannelName : NameOf(number);

    public string BusinessNumber { get; } = number ?? bound.Value.PhoneNumberId;

    public WebhookTraits? Webhook { get; } = number is not null ? null : new()
    {
        Guarded = bound.Value.AppSecret.Length > 0,
        Verify = query => MetaVerification.Answer(query, bound.Value.VerifyToken)
    };

    public bool IsAuthentic(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _options.AppSecret.Length == 0 ? _options.AllowUnsigned : WebhookSecret.Signs(_options.AppSecret, request.Body.Span, request.Header("X-Hub-Signature-256"));
    }

    public bool Recognises(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shape = BodyShape.Of(request.Body.Span);
        return shape.Text("object") == "whatsapp_business_account" && !shape.Has("gs_app_id");
    }

    public WebhookContent Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WebhookBody.Read(ChannelName, clock, request, _reader.Read);
    }

    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (MetaWriter.Complaint(to, message) is { } complaint)
            return new SendRefused(new SendFailure("not sent", complaint, FailureAction.GiveUp));

        var url = $"{_options.ApiUrl.TrimEnd('/')}/{BusinessNumber}/messages";
        var body = MetaWriter.Write(to, message, reference);
        return await _http.PostAsync(url, "Authorization", "Bearer " + _options.AccessToken.Trim(), request => request.AddStringBody(body, ContentType.Json), MetaAnswers.Judge, cancel)
            .ConfigureAwait(false);
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(media);
        return _files.FetchAsync(media, limit, cancel);
    }

    /// <summary>The channel of a number: <c>meta</c> for the first, also where the event names none; null for one that is not ours.</summary>
    private static string? WrittenTo(MetaOptions options, string id) =>
        id.Length == 0 || id == options.PhoneNumberId || options.TakesAnyNumber ? ChannelName
        : options.MorePhoneNumberIds.Contains(id, StringComparer.Ordinal) ? NameOf(id) : null;

    private static string NameOf(string id) => $"{ChannelName}-{id}";
}
