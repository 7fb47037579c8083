using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Channels.BotFramework;
using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Channels.Interakt;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Gateways.Channels;
using Bot.Tests.Support.Partners;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Bot.Tests.Support;

namespace Bot.Tests.Compliance;

/// <summary>One channel as the suites see it: how it is made, and how its provider says yes and proves itself.</summary>
public abstract class ChannelKind
{
    public const string Secret = "test_secret";

    /// <summary>What a channel takes for now where a payload names no time.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static ProvenChannelKind Meta { get; } = new MetaKind();

    public static ProvenChannelKind Gupshup { get; } = new GupshupKind();

    public static ProvenChannelKind Interakt { get; } = new InteraktKind();

    public static ChannelKind BotFramework { get; } = new BotFrameworkKind();

    public static IReadOnlyList<ChannelKind> All { get; } = [Meta, Gupshup, Interakt, BotFramework];

    public abstract string Name { get; }

    /// <summary>An answer that accepts the message under the id <c>accepted-1</c>.</summary>
    public abstract string Acceptance { get; }

    /// <summary>Its provider tells how far a message got.</summary>
    public virtual bool TellsStatus => true;

    /// <summary>A channel whose provider is at <paramref name="url"/>.</summary>
    public IChannel Create(string url = "http://127.0.0.1:1", TimeSpan? timeLimit = null, MediaOptions? media = null, string secret = Secret, bool allowUnsigned = false) =>
        Create(url, timeLimit ?? TimeSpan.FromSeconds(10), media ?? new MediaOptions(), secret, allowUnsigned);

    /// <summary>The header that proves the provider, for this body.</summary>
    public abstract (string Name, string Value) Proof(ReadOnlyMemory<byte> body);

    /// <summary>File of the recorded payloads and their events, by name.</summary>
    public IEnumerable<(string Name, byte[] Body, string Events)> Payloads() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Compliance", "Payloads", Name), "*.json").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file), File.ReadAllText(Path.ChangeExtension(file, ".txt")).TrimEnd()));

    public static WebhookRequest Request(ReadOnlyMemory<byte> body, (string Name, string Value) header = default,
        (string Name, string Value) query = default) =>
        new(body, Lookup(header), Lookup(query));

    public static string Hmac(string secret, ReadOnlyMemory<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), body.Span));

    protected abstract IChannel Create(string url, TimeSpan timeLimit, MediaOptions media, string secret, bool allowUnsigned);

    private static ChannelUnderTest Make<TOptions>(TOptions options, Func<IServiceCollection, IConfiguration, IServiceCollection> add, MediaOptions media)
        where TOptions : class =>
        new(TestGateways.With(options, add, services => services.AddSingleton(Options.Create(media)).AddSingleton<TimeProvider>(new ManualClock(Now))));

    private static Func<string, string> Lookup((string Name, string Value) only) =>
        name => string.Equals(name, only.Name, StringComparison.OrdinalIgnoreCase) ? only.Value : "";

    private sealed class MetaKind : ProvenChannelKind
    {
        public override string Name => "meta";

        public override string Acceptance => """{"messaging_product":"whatsapp","contacts":[{"input":"919812345678","wa_id":"919812345678"}],"messages":[{"id":"accepted-1"}]}""";

        public override (string Name, string Value) Proof(ReadOnlyMemory<byte> body) => ("X-Hub-Signature-256", Hmac(Secret, body));

        protected override IChannel Create(string url, TimeSpan timeLimit, MediaOptions media, string secret, bool allowUnsigned) => Make(
            new MetaOptions
            {
                ApiUrl = url + "/v25.0", PhoneNumberId = "1055000000", AccessToken = "token-1", AppSecret = secret, VerifyToken = "verify-1", Timeout = timeLimit,
                AllowUnsigned = allowUnsigned
            },
            MetaGateway.AddMetaChannel, media);
    }

    private sealed class GupshupKind : ProvenChannelKind
    {
        public override string Name => "gupshup";

        public override string Acceptance => """{"status":"submitted","messageId":"accepted-1"}""";

        public override (string Name, string Value) Proof(ReadOnlyMemory<byte> body) => ("x-webhook-token", Secret);

        protected override IChannel Create(string url, TimeSpan timeLimit, MediaOptions media, string secret, bool allowUnsigned) => Make(
            new GupshupOptions
            {
                ApiKey = "key-1", Source = "+91 98000 00001", AppName = "DemoApp", SessionUrl = url + "/wa/api/v1/msg", TemplateUrl = url + "/wa/api/v1/template/msg", WebhookToken = secret, Timeout = timeLimit,
                AllowUnsigned = allowUnsigned
            },
            GupshupGateway.AddGupshupChannel, media);
    }

    private sealed class InteraktKind : ProvenChannelKind
    {
        public override string Name => "interakt";

        public override string Acceptance => """{"result":true,"message":"Message queued for sending via Interakt. Check webhook for delivery status","id":"accepted-1"}""";

        public override (string Name, string Value) Proof(ReadOnlyMemory<byte> body) => ("Interakt-Signature", Hmac(Secret, body));

        protected override IChannel Create(string url, TimeSpan timeLimit, MediaOptions media, string secret, bool allowUnsigned) => Make(
            new InteraktOptions { ApiKey = "ZGVtby1zZWNyZXQ6", ApiUrl = url + "/v1/public/message/", WebhookSecret = secret, Timeout = timeLimit, AllowUnsigned = allowUnsigned },
            InteraktGateway.AddInteraktChannel, media);
    }

    private sealed class BotFrameworkKind : ChannelKind
    {
        public override string Name => "botframework";

        public override bool TellsStatus => false;

        public override string Acceptance => """{ "id": "accepted-1" }""";

        /// <summary>The SDK checks tokens, not the channel: BotFrameworkTokenTests.</summary>
        public override (string Name, string Value) Proof(ReadOnlyMemory<byte> body) => ("Authorization", "Bearer token");

        protected override IChannel Create(string url, TimeSpan timeLimit, MediaOptions media, string secret, bool allowUnsigned)
        {
            var options = new BotFrameworkOptions { AllowUnauthenticated = true, Timeout = timeLimit };
            return Make(options, (services, _) =>
                BotFrameworkGateway.AddBotFrameworkChannel(
                    services.AddSingleton<IRecordStore>(new KnownConversation(url)), TestGateways.WithRegistration), media);
        }
    }
}

/// <summary>A channel that checks its provider's proof itself.</summary>
public abstract class ProvenChannelKind : ChannelKind;

/// <summary>Records of one conversation that was heard from.</summary>
/// <param name="url">Where its service is.</param>
internal sealed class KnownConversation(string url) : IRecordStore
{
    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => Task.FromResult(key == SampleMessages.To
        ? new StoredRecord(kind, key, 1, JsonSerializer.Serialize(
            new { serviceUrl = url, channelId = "emulator", conversation = key, isGroup = false, user = "u1", bot = "b1", tenant = "" }), ChannelKind.Now)
        : null);

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredRecord>>([]);

    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel) => Task.FromResult(true);
}

/// <summary>A channel with the container that made it.</summary>
internal sealed class ChannelUnderTest(ServiceProvider services) : IChannel, IDisposable
{
    private readonly IChannel _channel = services.GetRequiredService<IChannel>();

    public string Name => _channel.Name;

    public WebhookTraits? Webhook => _channel.Webhook;

    public bool IsAuthentic(WebhookRequest request) => _channel.IsAuthentic(request);

    public bool Recognises(WebhookRequest request) => _channel.Recognises(request);

    public WebhookContent Read(WebhookRequest request) => _channel.Read(request);

    public Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel) =>
        _channel.SendAsync(to, message, reference, cancel);

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) => _channel.FetchAsync(media, limit, cancel);

    public void Dispose() => services.Dispose();
}
