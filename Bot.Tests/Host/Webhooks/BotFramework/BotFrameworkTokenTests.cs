using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.BotFramework;
using Bot.Host.Http;
using Bot.Host.Webhooks;
using Bot.Host.Webhooks.BotFramework;
using Bot.Tests.Support;
using Bot.Tests.Support.Partners;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Bot.Tests.Host.Webhooks.BotFramework;

/// <summary>What proves a Bot Framework service: a token that it has signed for this bot. Its keys are published by the test.</summary>
public sealed class BotFrameworkTokenTests : IAsyncLifetime
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";
    private const string Issuer = "https://api.botframework.com";
    private const string Service = "https://smba.example.com/in/";

    private static int _published;

    private readonly RSA _key = RSA.Create(2048);
    private readonly FakeDispatcher _dispatcher = new();
    private readonly MemoryRecords _records = new(new ManualClock());
    private LoopbackServer _bot = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _services = ServicesOf(Publish());
        _bot = await ServeAsync(_services);
    }

    private ServiceProvider ServicesOf(string keys) => TestGateways.With(
        new BotFrameworkOptions { AppId = AppId, AppPassword = "password", OpenIdMetadataUrl = keys },
        (services, _) => services.AddBotFrameworkChannel(TestGateways.WithRegistration),
        services => services.AddLogging().AddBodies().AddSingleton<IRecordStore>(_records)
            .AddSingleton<IInboundDispatcher>(_dispatcher).AddSingleton<BotFrameworkEndpoint>()
            .AddSingleton<IReadOnlyDictionary<string, IChannel>>(all => all.GetServices<IChannel>().ToDictionary(channel => channel.Name)));

    private static Task<LoopbackServer> ServeAsync(ServiceProvider services) =>
        LoopbackServer.StartAsync(app => app.MapPost(BotFrameworkRoutes.Path, (RequestDelegate)(context =>
        {
            // The body's budget is the web host's.
            context.RequestServices = services;
            return services.GetRequiredService<BotFrameworkEndpoint>().HandleAsync(context);
        })));

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _services.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task A_message_with_the_services_token_is_heard_and_its_conversation_remembered()
    {
        (await PostAsync(Token())).Should().Be(HttpStatusCode.OK);

        _dispatcher.Heard.Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Which.From.Should().Be("a:1");
        _records.All("botframework-conversation").Should().ContainSingle().Which.Body.Should().Contain(Service);
    }

    [Fact]
    public async Task A_message_without_a_token_is_refused_though_it_comes_from_this_machine() => await IsRefusedAsync(null);

    [Fact]
    public async Task A_token_for_another_bot_is_refused() => await IsRefusedAsync(Token(audience: "99999999-2222-3333-4444-555555555555"));

    [Fact]
    public async Task A_token_of_another_issuer_is_refused() => await IsRefusedAsync(Token(issuer: "https://evil.example.com"));

    [Fact]
    public async Task A_token_for_another_service_is_refused() => await IsRefusedAsync(Token(service: "https://evil.example.com/"));

    [Fact]
    public async Task A_token_that_has_expired_is_refused() => await IsRefusedAsync(Token(expires: 1_600_000_000));

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        var parts = Token().Split('.');
        await IsRefusedAsync($"{parts[0]}.{Base64Url.EncodeToString("""{"aud":"x"}"""u8)}.{parts[2]}");
    }

    [Fact]
    public async Task A_token_that_nobody_signed_is_refused()
    {
        var parts = Token().Split('.');
        await IsRefusedAsync($"{Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8)}.{parts[1]}.");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    public async Task A_token_that_no_service_signs_so_is_refused_though_no_keys_can_be_had(string algorithm)
    {
        await using var services = ServicesOf("https://keys.invalid/");
        await using var bot = await ServeAsync(services);
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = "JWT", kid = "key-1" }));

        (await PostAsync($"{header}.{string.Join('.', Token().Split('.')[1..])}", at: bot)).Should().Be(HttpStatusCode.Unauthorized);

        (await PostAsync(Token(), at: bot)).Should().Be(HttpStatusCode.ServiceUnavailable, "one that may be right is to be delivered again");
        _dispatcher.Heard.Should().BeEmpty();
    }

    [Fact]
    public async Task A_service_whose_key_is_not_endorsed_for_the_channel_is_refused() => await IsRefusedAsync(Token(), channel: "slack");

    [Fact]
    public async Task A_message_that_cannot_be_stored_is_answered_503()
    {
        _dispatcher.Failure = new InvalidOperationException("no store");

        (await PostAsync(Token())).Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task A_body_that_is_no_activity_is_answered_400(string body) => (await PostAsync(Token(), body: body)).Should().Be(HttpStatusCode.BadRequest);

    private async Task IsRefusedAsync(string? token, string channel = "msteams")
    {
        (await PostAsync(token, channel)).Should().Be(HttpStatusCode.Unauthorized);
        _dispatcher.Heard.Should().BeEmpty();
        _records.All("botframework-conversation").Should().BeEmpty();
    }

    private async Task<HttpStatusCode> PostAsync(string? token, string channel = "msteams", string? body = null, LoopbackServer? at = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, (at ?? _bot).Address + BotFrameworkRoutes.Path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(body ?? JsonSerializer.Serialize(new
        {
            type = "message", id = "1", text = "hi", channelId = channel, serviceUrl = Service, conversation = new { id = "a:1" },
            from = new { id = "29:1" }, recipient = new { id = "28:" + AppId }
        }), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>The SDK compares with the real clock: by default a token of this century.</summary>
    private string Token(string audience = AppId, string issuer = Issuer, string service = Service, long expires = 4_100_000_000)
    {
        var signed = $"{Part(new { alg = "RS256", typ = "JWT", kid = "key-1" })}.{Part(new { iss = issuer, aud = audience, serviceurl = service, nbf = 1_500_000_000, exp = expires })}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
    }

    /// <summary>
    /// The SDK fetches what a service publishes over https alone, and keeps it by its address: the test's keys are put there, under an address of its own.
    /// </summary>
    private string Publish()
    {
        var address = $"https://login.example.com/{Interlocked.Increment(ref _published)}";
        Kept<OpenIdConnectConfiguration>("_openIdMetadataCache")[address] = new(address, new OpenIdConnectConfigurationRetriever(), new Published(_key));
        Kept<IDictionary<string, HashSet<string>>>("_endorsementsCache")[address] = new(address, new Endorsed(), new Published(_key));
        return address;

        static ConcurrentDictionary<string, ConfigurationManager<T>> Kept<T>(string field)
            where T : class =>
            (ConcurrentDictionary<string, ConfigurationManager<T>>)typeof(JwtTokenExtractor)
                .GetField(field, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
    }

    private sealed class Published(RSA key) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            var shown = key.ExportParameters(false);
            var (modulus, exponent) = (Base64Url.EncodeToString(shown.Modulus), Base64Url.EncodeToString(shown.Exponent));
            return Task.FromResult(address.EndsWith("/keys", StringComparison.Ordinal)
                ? JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "key-1", n = modulus, e = exponent } } })
                : JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = address + "/keys", id_token_signing_alg_values_supported = new[] { "RS256" } }));
        }
    }

    private sealed class Endorsed : IConfigurationRetriever<IDictionary<string, HashSet<string>>>
    {
        public Task<IDictionary<string, HashSet<string>>> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel) =>
            Task.FromResult<IDictionary<string, HashSet<string>>>(new Dictionary<string, HashSet<string>> { ["key-1"] = ["msteams"] });
    }
}
