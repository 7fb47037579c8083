using System.Net.Http.Json;
using System.Text.Json;
using Bot.Sandbox;
using Bot.Sandbox.Phones;

namespace Bot.Tests.Support.Hosts;

/// <summary>The whole host over HTTP, as it is served: in this process or as one of its own.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly BotHostOptions _options;
    private readonly TemporaryFolder? _owned;
    private readonly MetaPhone _phone = new(BotHostOptions.WebhookSecret, HostComposition.SandboxPhoneNumberId);
    private HttpClient? _client;
    private HostProcess? _process;
    private HostInProcess? _inProcess;

    private BotHost(BotHostOptions options)
    {
        _options = options;
        _owned = options.Folder is null ? new() : null;
        Folder = options.Folder ?? _owned!.Path;
    }

    /// <summary>Its working folder: database, spool, log, and flows where they are copied.</summary>
    public string Folder { get; }

    public string Flows => _options.CopiesFlows ? Path.Combine(Folder, "flows") : Repository.Flows;

    public HttpClient Client => _client ?? throw new InvalidOperationException("The host does not run.");

    public Uri Address => Client.BaseAddress!;

    /// <summary>Of a host in this process.</summary>
    public IServiceProvider Services => _inProcess?.Services ?? throw new InvalidOperationException("The host is no part of this process.");

    /// <summary>Of a host that is a process.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("No process runs.");

    public bool Lives => _process is { HasExited: false } || _inProcess is not null;

    /// <summary>Returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended before; with what it said last.</exception>
    public static async Task<BotHost> StartAsync(BotHostOptions? options = null)
    {
        var host = new BotHost(options ?? new());
        if (host._options.CopyOf is { } database) File.Copy(database, Path.Combine(host.Folder, "bot.db"));
        if (host._options.CopiesFlows) Repository.CopyFlows(host.Flows);
        try
        {
            await host.StartAgainAsync();
        }
        catch
        {
            host._owned?.Dispose();
            throw;
        }

        return host;
    }

    /// <summary>Starts it again in its folder after <see cref="Kill"/>, on another port.</summary>
    public async Task StartAgainAsync()
    {
        var settings = _options.AllSettings(Folder);
        if (_options.AsProcess) _process = await HostProcess.StartAsync(Folder, settings, "serve");
        else _inProcess = await HostInProcess.StartAsync(Folder, Flows, settings);
        _client = new() { BaseAddress = _process?.Address ?? _inProcess!.Address };
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _client?.Dispose();
        _client = null;
        _process?.Dispose();
        _process = null;
    }

    public Task<(int Status, JsonElement Body)> PostAsync(string path, object body, string key = "", HttpClient? from = null) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), key, from);

    public Task<(int Status, JsonElement Body)> GetAsync(string path, string key = "") => SendAsync(HttpMethod.Get, path, null, key);

    /// <param name="key">Sent as <c>X-API-Key</c>; empty: none.</param>
    /// <param name="from">Who asks; null for <see cref="Client"/>.</param>
    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? content, string key = "", HttpClient? from = null)
    {
        var (status, body) = await TextAsync(method, path, content, key, from);
        return (status, body.Length > 0 ? JsonDocument.Parse(body).RootElement : default);
    }

    /// <summary>The answer's body as it is written.</summary>
    public async Task<(int Status, string Body)> TextAsync(HttpMethod method, string path, HttpContent? content = null, string key = "", HttpClient? from = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key.Length > 0) request.Headers.Add("X-API-Key", key);
        using var response = await (from ?? Client).SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Meta delivers a person's message; returns the status it is answered with.</summary>
    public Task<int> DeliverAsync(string person, string id, string text) => DeliverAsync(_phone.Text(new(person, "Asha", id, DateTimeOffset.UtcNow), text));

    /// <summary>A provider delivers a call; returns the status it is answered with.</summary>
    public async Task<int> DeliverAsync(WebhookCall call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Path) { Content = new ByteArrayContent(call.Body) };
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>A sandboxed partner does as it is told, once.</summary>
    public async Task MisbehaveAsync(string partner, string fault) =>
        (await Client.SendAsync(new(HttpMethod.Post, "/sandbox/faults")
        {
            Content = JsonContent.Create(new { partner, fault }),
            Headers = { { SandboxEndpoints.OwnHeader, "1" } },
        })).EnsureSuccessStatusCode();

    /// <summary>What <c>/health/ready</c> says.</summary>
    public async Task<string> ReadyAsync() => (await GetAsync("/health/ready")).Body.GetProperty("status").GetString()!;

    /// <summary>Rows that are to be sent.</summary>
    public async Task<int> PendingAsync() => (await GetAsync("/health/ready")).Body.GetProperty("outbox").GetProperty("pending").GetInt32();

    /// <summary>How many messages the sandbox of this run took for a person.</summary>
    public async Task<int> SentAsync(string person) => (await GetAsync($"/sandbox/sent?to={person}")).Body.GetArrayLength();

    public async ValueTask DisposeAsync()
    {
        Kill();
        if (_inProcess is not null) await _inProcess.DisposeAsync();
        _owned?.Dispose();
    }
}
