using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>
/// The Bot Framework. Its activities come in over the SDK's own adapter, which checks their tokens, so that there is no webhook besides; messages go out as
/// proactive activities by the stored reference of the conversation.
/// </summary>
/// <remarks>Nothing of the SDK is loaded before the first activity or send: docs/decisions/0020.</remarks>
internal sealed class BotFrameworkChannel(IOptions<BotFrameworkOptions> bound, ConversationReferences references, IServiceProvider services,
    [FromKeyedServices(BotFrameworkChannel.ChannelName)] MediaDownload files, TimeProvider clock) : IChannel
{
    /// <summary>From where the services hand out what people send.</summary>
    public static readonly string[] Hosts = ["*.botframework.com", "smba.trafficmanager.net", "*.asm.skype.com", "*.sharepoint.com"];

    /// <summary>The channel's name in conversations, events and settings.</summary>
    public const string ChannelName = "botframework";

    /// <summary>Name of the HTTP client of the sends.</summary>
    public const string ConnectorClient = ChannelName + ".connector";

    private readonly BotFrameworkOptions _options = bound.Value;
    private readonly ActivityReader _reader = new(ChannelName, clock);
    private readonly Lazy<ActivitySender> _sender = new(() => ActivatorUtilities.CreateInstance<ActivitySender>(services, bound.Value));

    public string Name => ChannelName;

    public WebhookTraits? Webhook => null;

    /// <summary>Where a registration is set, a token is needed, and <c>POST /api/messages</c> is where it is checked.</summary>
    public bool IsAuthentic(WebhookRequest request) => _options.AllowUnauthenticated && _options.AppId.Length == 0;

    public bool Recognises(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shape = BodyShape.Of(request.Body.Span);
        return shape.Text("type").Length > 0 && shape.Has("serviceUrl") && shape.Has("channelId");
    }

    public WebhookContent Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WebhookBody.Read(ChannelName, clock, request, _reader.Read);
    }

    public async Task RememberAsync(WebhookRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Told(request) is var (address, reference)) await references.SaveAsync(address, reference, cancel).ConfigureAwait(false);
    }

    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (WhatsAppLimits.Complaint(message) is { } complaint) return NotSent(complaint);
        if (await references.FindAsync(to, cancel).ConfigureAwait(false) is not { } known) return NotSent("No conversation of this address is known.");

        return await _sender.Value.SendAsync(known, ActivityWriter.Write(message), reference, cancel).ConfigureAwait(false);
    }

    public async Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(media);
        var isServices = Uri.TryCreate(media.Url, UriKind.Absolute, out var link) && link.Scheme == "https"
            && (link.Host.EndsWith(".botframework.com", StringComparison.OrdinalIgnoreCase) || link.Host.Equals("smba.trafficmanager.net", StringComparison.OrdinalIgnoreCase));
        var token = isServices && _options.AppId.Length > 0 ? await _sender.Value.TokenAsync(cancel).ConfigureAwait(false) : "";
        return await files.FetchAsync(media.Url, token, limit, cancel).ConfigureAwait(false);
    }

    /// <summary>Who is to be answered where; null where there is no conversation. Without a token a service is believed on this machine only.</summary>
    private (string Address, StoredReference Reference)? Told(WebhookRequest request)
    {
        using var document = Parse(request.Body);
        if (document is null || StoredReference.Of(document.RootElement) is not { } reference) return null;

        var isBelieved = _options.AppId.Length > 0 || (Uri.TryCreate(reference.ServiceUrl, UriKind.Absolute, out var service) && service.IsLoopback);
        return isBelieved ? (ActivityAddress.Of(document.RootElement), reference) : null;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = WebhookBody.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SendRefused NotSent(string why) => new(new SendFailure("not sent", why, FailureAction.GiveUp));
}
