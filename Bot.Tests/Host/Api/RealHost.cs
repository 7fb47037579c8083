using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Bot.Tests.Host.Api;

/// <summary>The whole host in this process, on a port and a database of its own, with everything sandboxed.</summary>
internal sealed class RealHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly WebApplication _server;
    private readonly HttpClient _client;

    private RealHost(TemporaryFolder folder, WebApplication server, Uri address) => (_folder, _server, _client) = (folder, server, new() { BaseAddress = address });

    /// <param name="database">An SQLite file to begin with a copy of; null: a new database.</param>
    public static async Task<RealHost> StartAsync(string? database = null, bool console = false)
    {
        var folder = new TemporaryFolder();
        if (database is not null) File.Copy(database, Path.Combine(folder.Path, "bot.db"));
        var configuration = StageConfiguration.Of(folder.Path, Repository.Flows, "test-secret", null, [("HOST", "127.0.0.1"), ("PORT", $"{FreePort.Take()}"), ("CONSOLE", console ? "true" : "false")]);
        var server = await BotServer.OpenAsync(configuration);
        await server.StartAsync();
        return new(folder, server, ListenAddress.Of(configuration).Loopback);
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

    public IServiceProvider Services => _server.Services;

    /// <summary>The status, and how long the body is; a GET whose body never ends is left after its headers.</summary>
    public async Task<(HttpStatusCode Status, int Length)> StatusAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (response.StatusCode, method == HttpMethod.Head ? (await response.Content.ReadAsByteArrayAsync()).Length : 0);
    }

    public async Task MisbehaveAsync(string partner, string fault) =>
        (await _client.PostAsJsonAsync("/sandbox/faults", new { partner, fault })).EnsureSuccessStatusCode();

    /// <summary>Leads the sandboxed lender made.</summary>
    public async Task<int> LeadsAsync() =>
        (await _client.GetFromJsonAsync<JsonElement>("/sandbox")).GetProperty("ledger").TryGetProperty("lead", out var leads) ? leads.GetInt32() : 0;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
