using System.Net.Http.Json;
using System.Text.Json;
using Bot.Host;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Api;

/// <summary>The whole host in this process, on a port and a database of its own, with everything sandboxed.</summary>
internal sealed class RealHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly BotServer _server;
    private readonly HttpClient _client;

    private RealHost(TemporaryFolder folder, BotServer server, Uri address) => (_folder, _server, _client) = (folder, server, new() { BaseAddress = address });

    public static async Task<RealHost> StartAsync()
    {
        var folder = new TemporaryFolder();
        var settings = StageSettings.Of(folder.Path, Repository.Flows, "test-secret") with { Listen = new("127.0.0.1", FreePort.Take()), Console = false };
        var server = await BotServer.OpenAsync(settings);
        await server.App.StartAsync();
        return new(folder, server, settings.Listen.Loopback);
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var response = await _client.PostAsJsonAsync($"/api_v1/{path}", body);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task MisbehaveAsync(string partner, string fault) =>
        (await _client.PostAsJsonAsync("/sandbox/faults", new { partner, fault })).EnsureSuccessStatusCode();

    /// <summary>Leads the sandboxed lender made.</summary>
    public async Task<int> LeadsAsync() =>
        (await _client.GetFromJsonAsync<JsonElement>("/sandbox")).GetProperty("ledger").TryGetProperty("lead", out var leads) ? leads.GetInt32() : 0;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
