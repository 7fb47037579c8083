using Bot.Engine.Abstractions;
using Bot.Gateways.Channels;
using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Channels.Interakt;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Sms;
using Bot.Host.Settings;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Sandbox.Basic;

namespace Bot.Host.Wiring;

/// <summary>The clients of all partners and channels, pointed at the partner itself or at the sandbox. Owns them.</summary>
internal sealed class PartnerWiring : IDisposable
{
    /// <summary>The sending number's id at the sandboxed Meta.</summary>
    public const string SandboxPhoneNumberId = "1055000000";

    private const string SandboxApp = "SandboxApp";
    private const string SandboxNumber = "919800000000";

    private readonly List<IDisposable> _owned = [];

    /// <param name="sandbox">Where the sandbox is served: <c>http://127.0.0.1:5000/sandbox</c>.</param>
    public PartnerWiring(BotSettings settings, string sandbox, TimeProvider clock)
    {
        var media = new MediaOptions { AllowedHosts = [.. settings.MediaAllowedHosts, .. AnySandboxed(settings) ? [new Uri(sandbox).Authority] : Array.Empty<string>()] };
        Channels = new List<IChannel?> { Meta(settings.Meta, sandbox, media, clock), Gupshup(settings.Gupshup, sandbox, media, clock), Interakt(settings.Interakt, sandbox, media, clock) }
            .OfType<IChannel>()
            .ToDictionary(channel => channel.Name, StringComparer.Ordinal);
        Shauryapay = Own(new ShauryapayClient(settings.Shauryapay is { Mode: PartnerMode.Sandbox }
            ? new($"{sandbox}/shauryapay", "", settings.Shauryapay.AggrChannel, "")
            : new(settings.Shauryapay.BaseUrl, settings.Shauryapay.ApiKey, settings.Shauryapay.AggrChannel, settings.Shauryapay.SubscriptionKey)));
        Sms = settings.Sms.Mode switch
        {
            PartnerMode.Off => new AbsentSms(),
            PartnerMode.Sandbox => Own(new BhashSmsGateway(new("sandbox", "sandbox", "SHYPAY", $"{sandbox}/sms/api/sendmsg.php"))),
            _ => Own(new BhashSmsGateway(new(settings.Sms.User, settings.Sms.Password, settings.Sms.Sender, settings.Sms.Url))),
        };
        Lender = settings.BasicApplication.Mode switch
        {
            PartnerMode.Off => new AbsentLender(),
            PartnerMode.Sandbox => Own(Basic(new($"{sandbox}/basic", BasicSandboxKeys.UserId, BasicSandboxKeys.ApiKey) { SameIdIsSameLead = true }, clock)),
            _ => Own(Basic(new(settings.BasicApplication.ApiUrl, settings.BasicApplication.UserId, settings.BasicApplication.ApiKey) { SameIdIsSameLead = settings.BasicApplication.SameId }, clock)),
        };
    }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, IChannel> Channels { get; }

    public ShauryapayClient Shauryapay { get; }

    public ISmsGateway Sms { get; }

    public ILeadPartner Lender { get; }

    public static bool AnySandboxed(BotSettings settings) =>
        new[] { settings.Meta.Mode, settings.Gupshup.Mode, settings.Interakt.Mode, settings.Shauryapay.Mode, settings.Sms.Mode, settings.BasicApplication.Mode }.Contains(PartnerMode.Sandbox);

    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    private static BasicApplicationClient Basic(BasicApplicationOptions options, TimeProvider clock) => new(options, clock, () => Guid.NewGuid().ToString());

    private MetaChannel? Meta(MetaSettings meta, string sandbox, MediaOptions media, TimeProvider clock)
    {
        if (meta.Mode == PartnerMode.Off) return null;

        var sandboxed = meta.Mode == PartnerMode.Sandbox;
        return Own(new MetaChannel(
            new()
            {
                ApiUrl = sandboxed ? $"{sandbox}/meta" : meta.ApiUrl,
                PhoneNumberId = sandboxed ? SandboxPhoneNumberId : meta.PhoneNumberId,
                AccessToken = sandboxed ? "sandbox" : meta.AccessToken,
                AppSecret = meta.AppSecret,
                VerifyToken = meta.VerifyToken,
                AllowUnsigned = meta.AppSecret.Length == 0,
            },
            media, clock));
    }

    private GupshupChannel? Gupshup(GupshupSettings gupshup, string sandbox, MediaOptions media, TimeProvider clock)
    {
        if (gupshup.Mode == PartnerMode.Off) return null;

        var sandboxed = gupshup.Mode == PartnerMode.Sandbox;
        return Own(new GupshupChannel(
            new()
            {
                ApiKey = sandboxed ? "sandbox" : gupshup.ApiKey,
                Source = sandboxed ? SandboxNumber : gupshup.Source,
                AppName = sandboxed ? SandboxApp : gupshup.AppName,
                SessionUrl = sandboxed ? $"{sandbox}/gupshup/wa/api/v1/msg" : gupshup.SessionUrl,
                TemplateUrl = sandboxed ? $"{sandbox}/gupshup/wa/api/v1/template/msg" : gupshup.TemplateUrl,
                WebhookToken = gupshup.WebhookToken,
                AllowUnsigned = gupshup.WebhookToken.Length == 0,
            },
            media, clock));
    }

    private InteraktChannel? Interakt(InteraktSettings interakt, string sandbox, MediaOptions media, TimeProvider clock)
    {
        if (interakt.Mode == PartnerMode.Off) return null;

        var sandboxed = interakt.Mode == PartnerMode.Sandbox;
        return Own(new InteraktChannel(
            new()
            {
                ApiKey = sandboxed ? "c2FuZGJveDo=" : interakt.ApiKey,
                ApiUrl = sandboxed ? $"{sandbox}/interakt/v1/public/message/" : interakt.ApiUrl,
                WebhookSecret = interakt.WebhookSecret,
                AllowUnsigned = interakt.WebhookSecret.Length == 0,
            },
            media, clock));
    }

    private T Own<T>(T client) where T : IDisposable
    {
        _owned.Add(client);
        return client;
    }
}
