using System.Net;
using System.Text.Json;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.Access;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Workflow;
using Bot.Host.Api;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Host;
using Bot.Sandbox.Phones;
using Bot.Sandbox;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api.Workflow;

/// <summary>A whole bot as it is served: Kestrel, SQLite in a temporary folder, its workers, and the sandbox behind real HTTP.</summary>
internal sealed class WorkflowHost : IAsyncDisposable
{
    public const string Agent = "9876500001";
    public const string Key = "workflow-key";

    private const string Secret = "stage-secret";

    /// <summary>A machine that has much to do answers late.</summary>
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _sandbox;
    private WebApplication? _app;

    private WorkflowHost(LoopbackServer sandbox, SandboxWorld world) => (_sandbox, World) = (sandbox, world);

    public SandboxWorld World { get; }

    public HttpClient Client { get; private set; } = new();

    public static async Task<WorkflowHost> StartAsync()
    {
        var world = new SandboxWorld(TimeProvider.System);
        world.GiveAgent(Agent, "Asha Rao", 5000, "608116-001-0001234", "608116-001-0001235");
        var host = new WorkflowHost(await LoopbackServer.OfSandboxAsync(world), world);
        await host.OpenAsync(Patient);
        return host;
    }

    /// <summary>The process dies and another one takes its place.</summary>
    /// <param name="limit">Within which it answers, also when the partner is slow.</param>
    public async Task CrashAsync(TimeSpan? limit = null)
    {
        await CloseAsync();
        await OpenAsync(limit ?? Patient);
    }

    public async Task<Answer> PostAsync(string path, string body, string key = Key, string idempotency = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key.Length > 0) request.Headers.Add("X-API-Key", key);
        if (idempotency.Length > 0) request.Headers.Add("Idempotency-Key", idempotency);
        using var response = await Client.SendAsync(request);
        return new(response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>The last code that reached a mobile.</summary>
    public async Task<string> CodeOfAsync(string mobile) => (await Eventually.Holds(() => World.LastCodeFor(mobile), code => code is not null))!;

    /// <summary>An agent who is logged in, and the steps of their session.</summary>
    public async Task<WorkflowSession> LogInAsync()
    {
        var start = await PostAsync("/agents/start", JsonSerializer.Serialize(new { mobile_number = Agent }));
        var verified = await PostAsync("/agents/verify_otp", JsonSerializer.Serialize(new { mobile_number = Agent, otp = await CodeOfAsync(Agent) }));
        verified.Session.Should().Be(start.Session);
        return new(this, start.Session);
    }

    /// <summary>A person writes to the bot on WhatsApp.</summary>
    public Task WriteAsync(string number, string id, string text)
    {
        var phone = new MetaPhone(Secret, HostComposition.SandboxPhoneNumberId);
        var call = phone.Text(new(number, "Test Person", id, TimeProvider.System.GetUtcNow()), text);
        var meta = Service<IReadOnlyDictionary<string, IChannel>>()["meta"];
        var read = meta.Read(new(call.Body, name => call.Headers.GetValueOrDefault(name, ""), _ => ""));
        return Service<IInboundDispatcher>().DispatchAsync(read.Events, CancellationToken.None);
    }

    public async Task<Session> SessionOfAsync(string conversation) =>
        (await Service<IConversationStore>().LoadAsync(conversation, CancellationToken.None))!.Session;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _sandbox.DisposeAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync(TimeSpan limit)
    {
        var configuration = HostComposition.Sandboxed(_folder.Path, Secret, _sandbox.Address + "/sandbox", [("HOST", "127.0.0.1"), ("PORT", "0")]);
        _app = await HostComposition.AreasAsync(
            configuration,
            services => services
                .AddLogging()
                .AddSingleton(all => new ApiKeys([new("interakt", Key, new HashSet<string> { "fastag" }), new("other", "other-key", new HashSet<string> { "otp" })],
                    openToLocal: false, all.GetRequiredService<WrongKeys>()))
                .AddSingleton(new WorkflowOptions { AnswerWithin = limit })
                .AddObserver<WorkflowTurns>().AddBot(configuration).AddWebhooks().AddApiPipeline().AddWorkflow().AddDocs(),
            app =>
            {
                app.UseApiPipeline();
                app.MapWebhooks();
                app.MapWorkflow();
                app.MapDocs();
            },
            open: BotStart.OpenAsync);
        Client = new() { BaseAddress = new(_app.Urls.Single()) };
    }

    private T Service<T>()
        where T : class => _app!.Services.GetRequiredService<T>();

    private async Task CloseAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
    }
}

/// <summary>What an endpoint answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body)
{
    public string Word => Body.GetProperty("status").GetString()!;

    public string Message => Body.GetProperty("message").GetString()!;

    public string Session => Body.GetProperty("session_id").GetString()!;

    public IEnumerable<string> Options => Body.GetProperty("options").EnumerateArray().Select(option => option.GetString()!);

    public string Fact(string name) => Body.GetProperty("data").TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>The step was taken.</summary>
    public Answer Taken(string message = "*") => Is("success", message);

    /// <summary>The person is to be asked again.</summary>
    public Answer Again(string message = "*") => Is("error", message);

    private Answer Is(string word, string message)
    {
        Status.Should().Be(HttpStatusCode.OK);
        Message.Should().Match(message);
        Word.Should().Be(word, Message);
        return this;
    }
}

/// <summary>One session as a workflow leads it.</summary>
internal sealed class WorkflowSession(WorkflowHost host, string id)
{
    /// <summary>A small JPEG.</summary>
    public static string Photo { get; } = Convert.ToBase64String(Photos.Jpeg());

    public string Id => id;

    public Task<Answer> AssignAsync(string step, object fields, string idempotency = "") => StepAsync($"/fastags/assign/{step}", fields, idempotency);

    public Task<Answer> ReplaceAsync(string step, object fields) => StepAsync($"/fastags/replace/{step}", fields);

    public async Task<Answer> StepAsync(string path, object fields, string idempotency = "")
    {
        var body = JsonSerializer.SerializeToNode(fields)!.AsObject();
        body["session_id"] = id;
        return await host.PostAsync(path, body.ToJsonString(), idempotency: idempotency);
    }

    public async Task<Answer> ToUserOtpAsync()
    {
        (await AssignAsync("vehicle_number", new { vehicle_number = "MH12AB1234" })).Taken();
        (await AssignAsync("engine_number", new { engine_number = "48213" })).Taken();
        return await AssignAsync("user_mobile", new { user_mobile = "9876500009" });
    }

    public async Task<Answer> ToPlanAsync()
    {
        (await ToUserOtpAsync()).Taken();
        (await AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken();
        (await AssignAsync("user_info", new { first_name = "Ravi", last_name = "Kumar", dob = "15-06-1990" })).Taken();
        return await AssignAsync("id_proof", new { id_type = "PAN", id_number = "ABCPD1234E" });
    }

    public async Task<Answer> ToTagFixedAsync()
    {
        (await ToPlanAsync()).Taken();
        (await AssignAsync("plan", new { plan = "400 Plan" })).Taken();
        var answer = await AssignAsync("upload_image", new { image_type = "rc_front", image_base64 = Photo });
        foreach (var type in new[] { "RC_BACK", "VEHICLEFRONT", "vehicle_side" })
        {
            answer.Taken();
            answer = await AssignAsync("upload_image", new { image_type = type, image_base64 = $"data:image/jpeg;base64,{Photo}" });
        }
        return answer;
    }

    public async Task<Answer> ToConfirmAsync()
    {
        (await ToTagFixedAsync()).Taken();
        (await AssignAsync("upload_image", new { image_type = "tag_fixed" })).Taken();
        (await AssignAsync("serial_number", new { serial_number = "1234" })).Taken();
        (await AssignAsync("barcode", new { barcode = "608116-001-0001234" })).Taken();
        (await AssignAsync("vehicle_maker", new { maker = "MARUTI" })).Taken();
        (await AssignAsync("vehicle_model", new { model = "SWIFT" })).Taken();
        return await AssignAsync("vehicle_descriptor", new { descriptor = "Petrol" });
    }
}
