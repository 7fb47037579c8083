using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Products.OneTimeCodes;

/// <summary>Takes login codes to agents by SMS, from the outbox: the person's answer does not wait for the SMS gateway, nor tell what became of it.</summary>
/// <remarks>
/// A code that is withheld (its number is no agent's) goes the same way and ends here. A gateway that cannot be reached is tried again as long as the code is
/// right; an SMS whose answer was lost is not sent again: a person without one asks for another.
/// </remarks>
public sealed class LoginSmsChannel(ISmsGateway sms, string text, TimeProvider clock) : IChannel
{
    /// <summary>Name of the channel.</summary>
    public const string ChannelName = "sms";

    private const string Login = "login";
    private const string Withheld = "withheld";
    private const string Language = "en";

    public string Name => ChannelName;

    /// <summary>It has none: nothing comes in by SMS.</summary>
    public WebhookTraits? Webhook => null;

    /// <summary>The outbox entry of a code.</summary>
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    /// <param name="id">Names the outbox row; the same one again is the same SMS.</param>
    /// <param name="until">It is not sent after this, UTC.</param>
    public static OutboxEntry To(string mobile, string id, string code, DateTimeOffset until, bool isWithheld, DateTimeOffset now)
    {
        var message = new TemplateMessage(isWithheld ? Withheld : Login, Language, [code, until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]);
        return new($"{ChannelName}:{mobile}", new(ChannelName, mobile, "", DateTimeOffset.UnixEpoch), [new($"login.{id}", message)], now);
    }

    public bool IsAuthentic(WebhookRequest request) => false;

    public bool Recognises(WebhookRequest request) => false;

    public WebhookContent Read(WebhookRequest request) => new([], "SMS has no webhook.");

    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (message is not TemplateMessage { Name: var name, Parameters: [var code, var until] })
            return new SendRefused(new("no code", "Only login codes go by SMS.", FailureAction.GiveUp));
        if (name == Withheld) return new SendAccepted(reference);
        if (clock.GetUtcNow().ToUnixTimeSeconds() >= long.Parse(until, CultureInfo.InvariantCulture))
            return new SendRefused(new("too late", "The login code expired before the SMS gateway took it.", FailureAction.GiveUp));

        return await sms.SendAsync(to, text.Replace("{code}", code, StringComparison.Ordinal), cancel).ConfigureAwait(false) switch
        {
            SmsResult.Sent or SmsResult.Unknown => new SendAccepted(reference),
            SmsResult.Refused => new SendRefused(new("refused", "The SMS gateway refused the login code.", FailureAction.GiveUp)),
            _ => new SendRefused(new("unavailable", "The SMS gateway cannot be reached.", FailureAction.Retry)),
        };
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) =>
        Task.FromResult<MediaContent>(new MediaUnavailable("SMS carries no media.", Retryable: false));
}
