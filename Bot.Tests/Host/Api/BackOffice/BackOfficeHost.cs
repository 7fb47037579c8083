using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Host.Api;
using Bot.Host.Api.Agents;
using Bot.Engine.Conversations;
using Bot.Host.Api.Consents;
using Bot.Host.Api.Conversations;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Fastags;
using Bot.Host.Api.Results;
using Bot.Host.Api.Sessions;
using Bot.Host.Api.Vehicles;
using Bot.Host.Api.Workflow;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Engine.Hosting;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api.BackOffice;

/// <summary>The back office over HTTP, on a bot of its own with a sandbox, a database in a temporary folder and a clock that stands still.</summary>
internal sealed class BackOfficeHost : IAsyncDisposable
{
    private readonly ReplayStage _stage;
    private readonly HostOnPort _host;
    private readonly ReplayPlayer _player;

    private BackOfficeHost(ReplayStage stage, HostOnPort host, ReplayPlayer player, VirtualClock clock) =>
        (_stage, _host, _player, Clock) = (stage, host, player, clock);

    /// <summary>May do everything.</summary>
    public const string All = "a-key-for-everything";

    /// <summary>May do everything in the back office but see personal fields and loans.</summary>
    public const string Desk = "a-key-for-the-desk";

    /// <summary>As the desk, and sees loans.</summary>
    public const string Loans = "a-key-for-the-loans";

    public VirtualClock Clock { get; }

    public HeadlessBot Bot => _stage.Bot;

    /// <param name="flows">Their folder; null for the product's own.</param>
    /// <param name="workflow">With the workflow's door and the workers; the clock is the real one then, because that door waits for partners.</param>
    public static async Task<BackOfficeHost> StartAsync(Action<IServiceCollection>? more = null, bool workflow = false, string? flows = null)
    {
        var (clock, turns) = (new VirtualClock(), new WorkflowTurns());
        var stage = await ReplayStage.OpenAsync(flows ?? Repository.Flows, workflow ? TimeProvider.System : clock, turns);
        var host = await HostOnPort.StartAsync(
            services =>
            {
                services.AddRunning(stage.Bot);

                // Else the test itself says when something is sent.
                if (workflow) services.AddHostedService<OutboxWorker>().AddHostedService<TimerWorker>();
                else services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton(turns).AddApiPipeline();
                if (workflow) services.AddWorkflow();
                services.AddAgents().AddSessions().AddVehicles().AddFastags().AddConsentViews().AddResults().AddStarts().AddDocs();
                services.AddSingleton(stage.Bot.Services.GetRequiredService<Subscriptions>()).AddSingleton(stage.Bot.Channels);
                more?.Invoke(services);
            },
            app =>
            {
                app.UseApiPipeline();
                if (workflow) app.MapWorkflow();
                app.MapAgents();
                app.MapSessions();
                app.MapVehicles();
                app.MapFastags();
                app.MapConsents();
                app.MapResults();
                app.MapStarts();
                app.MapDocs();
            },
            bench => bench.With("API_KEYS", $"all:{All},desk:{Desk}:fastag,loans:{Loans}:fastag+leads,otp:a-key-for-otps:otp"));
        return new(stage, host, new(stage, clock), clock);
    }

    public async Task<Answer> SendAsync(string method, string path, object? body = null, string key = All, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("X-API-Key", key);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (body is string text) request.Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await _host.Client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, answer.Length > 0 ? JsonDocument.Parse(answer).RootElement : default,
            response.Content.Headers.TryGetValues("Allow", out var allow) ? string.Join(", ", allow) : "");
    }

    public Task<Answer> GetAsync(string path, string key = All) => SendAsync("GET", path, null, key);

    public async Task<JsonElement> DataAsync(string method, string path, object? body = null)
    {
        var answer = await SendAsync(method, path, body);
        ((int)answer.Status).Should().BeLessThan(300, answer.Body.ToString());
        return answer.Data;
    }

    public async Task<string> NewAgentAsync(string mobile = "9876500001", int tags = 10, string name = "Asha Rao") =>
        (await DataAsync("POST", "/agents/", new { name, mobile_number = mobile, fastags_left = tags })).Text("agent_id");

    /// <summary>The bytes of an answer that is no JSON.</summary>
    public async Task<(HttpStatusCode Status, string? Type, byte[] Bytes)> BytesAsync(string path, string key = All)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-API-Key", key);
        using var response = await _host.Client.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
    }

    public HttpClient Client => _host.Client;

    public ReplayStage Stage => _stage;

    /// <summary>A person at a phone, in the words of a scripted conversation.</summary>
    public async Task TalkAsync(string script)
    {
        var (read, issues) = ReplayScript.Read("talk.replay", script);
        issues.Where(issue => !issue.Warning).Should().BeEmpty();
        foreach (var line in read.Lines) await _player.ActAsync(line.Act);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _stage.DisposeAsync();
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, string Allow)
{
    public JsonElement Data => Body.GetProperty("data");

    public string Message => Body.Text("message");

    public IEnumerable<string> Faults => Body.GetProperty("errors").EnumerateObject().Select(error => error.Name);

    public string Fault(string field) => Body.GetProperty("errors").Text(field);

    public IReadOnlyList<JsonElement> Items => [.. Data.GetProperty("items").EnumerateArray()];
}

internal static class JsonReading
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    public static decimal Money(this JsonElement json, string name) => json.GetProperty(name).GetDecimal();

    public static int Whole(this JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
