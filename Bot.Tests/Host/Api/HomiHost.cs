using System.Text;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Access;
using Bot.Host.Api;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Homi;
using Bot.Host.Settings;
using Bot.Products.Consents;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Engine.Inputs;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api;

/// <summary>The HOM-i area on a real server at a port of its own, with a clock, records, a lender and an outbox writer that do as they are told.</summary>
internal sealed class HomiHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HomiHost(WebApplication app, MemoryRecords records, ManualClock clock, FakeLender lender, FakeOutboxWriter outboxWriter, RecordingObserver observer)
    {
        (_app, Records, Clock, Lender, Outbox, Observer) = (app, records, clock, lender, outboxWriter, observer);
        Client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public const string Phone = "9876543210";

    public const string Lead = """{"loan_type":"home_loan","loan_amount":5000000,"loan_tenure":20,"pan_number":"ABCDE1234F","first_name":"John","last_name":"Doe","gender":"Male","mobile_number":"9876543210","email":"john.doe@example.com","dob":"15/06/1990","pin_code":"400001"}""";

    public MemoryRecords Records { get; }

    public ManualClock Clock { get; }

    public FakeLender Lender { get; }

    public FakeOutboxWriter Outbox { get; }

    public RecordingObserver Observer { get; }

    public HttpClient Client { get; }

    /// <summary>The code that went out last.</summary>
    public string LastCode => ((TemplateMessage)((NewMessage)Outbox.Sent.Last().Messages.Single()).Message).Parameters.Single();

    /// <param name="keys">Keys are set: <c>crm-key</c> may do everything, <c>otp-key</c> codes only. Else all are let in without.</param>
    public static async Task<HomiHost> StartAsync(bool keys = false, bool expose = false, int clientLimit = 0, int dayLimit = 0, bool consentRequired = false)
    {
        var clock = new ManualClock();
        var (records, lender, outboxWriter, observer) = (new MemoryRecords(clock), new FakeLender(), new FakeOutboxWriter(), new RecordingObserver());
        var app = await HostComposition.BareAsync(
            services =>
            {
                AddLeads(services, expose, clientLimit, dayLimit, consentRequired, records, clock, lender, outboxWriter, observer);
                services.AddSingleton(all => new ApiKeys([new("crm", "crm-key", new HashSet<string>()), new("otp", "otp-key", new HashSet<string> { "otp" })],
                    openToLocal: false, all.GetRequiredService<WrongKeys>()));
                services.AddApiPipeline().AddHomi().AddDocs().AddSingleton<IAnswerWords>(ShippedWords.All);
                services.Configure<AccessOptions>(access => access.DocsOpen = true);
                if (!keys) services.AddSingleton<IPolicyEvaluator, OpenEvaluator>();
            },
            app =>
            {
                app.UseApiPipeline().UseDocs();
                app.MapDocs();
                app.MapHomi();
            });
        return new(app, records, clock, lender, outboxWriter, observer);
    }

    public Task<Answer> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public Task<Answer> SendOtpAsync(string phone = Phone) => PostAsync("/api_v1/otp_send", JsonSerializer.Serialize(new { phone_number = phone }));

    public Task<Answer> ResendOtpAsync(string phone = Phone) => PostAsync("/api_v1/otp_resend", JsonSerializer.Serialize(new { phone_number = phone }));

    public Task<Answer> VerifyOtpAsync(string otp, string phone = Phone) => PostAsync("/api_v1/otp_verify", JsonSerializer.Serialize(new { phone_number = phone, otp }));

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, body, response.Headers.RetryAfter?.Delta?.TotalSeconds, response.Content.Headers.ContentType?.MediaType)
        {
            Headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static void AddLeads(IServiceCollection services, bool expose, int clientLimit, int dayLimit, bool consentRequired,
        MemoryRecords records, ManualClock clock,
        FakeLender lender, FakeOutboxWriter outboxWriter, RecordingObserver observer)
    {
        var options = new HomiOptions
        {
            ClientLimit = clientLimit, ClientDayLimit = dayLimit, ExposeCode = expose, ConsentRequired = consentRequired, Leads = new() { Owner = "host-1" },
            Code = new("otp-id", "HomiAi"),
            Created = new("created-id", "HomiLeads"),
            Status = new("status-id", "HomiStatus"),
        };
        var (secrets, notices) = (new TestSecrets(), new LeadNotices(options.Created, options.Status, outboxWriter, clock));
        var policy = new OneTimeCodeOptions { Expiry = options.CodeExpiry, ResendAfter = options.ResendAfter }.WhatsAppPolicy;
        services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IEngineObserver>(observer)
            .AddSingleton(options)
            .AddSingleton(new CallerLimits(records, secrets, clock))
            .AddSingleton(options.Leads)
            .AddSingleton(new ConsentRepository(records, secrets))
            .AddSingleton<ICodeMessenger>(new CodeMessages(options.Code, outboxWriter, clock))
            // Dead letters are not looked at here.
            .AddSingleton(new LeadService(lender, records, secrets, notices, (_, _) => Task.CompletedTask, options.Leads, clock, observer))
            .AddSingleton(new LeadEnquiry(lender, records, secrets, notices, clock, observer))
            .AddKeyedSingleton(CodePurpose.Api, new OneTimeCodeService(CodePurpose.Api, policy, records, secrets, clock))
            .AddSingleton(provider => new ApiCodes(
                provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Api), provider.GetRequiredService<ICodeMessenger>(), null));
    }
}

/// <summary>Lets everyone in, without a key.</summary>
internal sealed class OpenEvaluator : IPolicyEvaluator
{
    public Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context) => Task.FromResult(AuthenticateResult.NoResult());

    public Task<PolicyAuthorizationResult> AuthorizeAsync(AuthorizationPolicy policy, AuthenticateResult authenticationResult, HttpContext context,
        object? resource) =>
        Task.FromResult(PolicyAuthorizationResult.Success());
}

/// <param name="RetryAfter">Seconds.</param>
internal sealed record Answer(int Status, string Body, double? RetryAfter, string? MediaType)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Message => Json.GetProperty("message").GetString()!;

    public string Code => Json.GetProperty("data").GetProperty("code").GetString()!;

    /// <summary>Holds that this is an error in the documented envelope.</summary>
    public Answer ShouldBeError(int status, string code)
    {
        Status.Should().Be(status, Body);
        MediaType.Should().Be("application/json");
        Json.GetProperty("success").GetBoolean().Should().BeFalse();
        Message.Should().NotBeNullOrWhiteSpace();
        Json.GetProperty("data").GetProperty("error").GetString().Should().NotBeNullOrWhiteSpace();
        Code.Should().Be(code);
        return this;
    }
}
