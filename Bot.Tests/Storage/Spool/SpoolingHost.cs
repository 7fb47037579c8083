using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Host.Wiring;
using Bot.Sandbox.Phones;
using Bot.Tests.Support;

namespace Bot.Tests.Storage.Spool;

/// <summary>The program itself on a database, with everything sandboxed, in a folder that outlives its processes.</summary>
internal sealed class SpoolingHost : IDisposable
{
    public const string SecretKey = "a key of sixteen characters or more";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly MetaPhone _phone = new("meta-secret", MetaGateway.SandboxPhoneNumberId);
    private readonly HttpClient _client;
    private readonly string _database;
    private readonly int _port = FreePort.Take();
    private Process? _process;

    private readonly (string Name, string Value)[] _more;

    /// <param name="database">A PostgreSQL, or a file's name in the host's own folder.</param>
    /// <param name="more">Further settings.</param>
    public SpoolingHost(string database, params (string Name, string Value)[] more)
    {
        (_database, _more) = (database, more);
        _client = new() { BaseAddress = new($"http://127.0.0.1:{_port}/") };
    }

    public string Folder => _folder.Path;

    public int ProcessId => _process!.Id;

    public bool Lives => _process is { HasExited: false };

    /// <summary>Starts a process; returns when it listens.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.Host.dll"), "serve"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in _more.Concat(
        [
            ("DOTNET_ENVIRONMENT", "Development"), ("ASPNETCORE_ENVIRONMENT", "Development"), ("PORT", $"{_port}"), ("HOST", "127.0.0.1"),
            ("DATABASE_URL", _database), ("SECRET_KEY", SecretKey), ("WHATSAPP_APP_SECRET", "meta-secret"),
        ]))
            start.Environment[name] = value;

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await UntilAsync(async () =>
        {
            if (_process.HasExited) throw new InvalidOperationException($"The host ended with {_process.ExitCode}.");
            try
            {
                return (await _client.GetAsync(new Uri("/health", UriKind.Relative))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                // It is not listening yet.
                return false;
            }
        });
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>A person's message is delivered; returns the status the provider is answered with.</summary>
    public async Task<int> DeliverAsync(string person, string id, string text)
    {
        var call = _phone.Text(new(person, "Asha", id, DateTimeOffset.UtcNow), text);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/meta") { Content = new ByteArrayContent(call.Body) };
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var response = await _client.PostAsJsonAsync(path, body);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<(int Status, JsonElement Body)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<string> ReadyAsync() => (await GetAsync("/health/ready")).Body.GetProperty("status").GetString()!;

    /// <summary>How many messages this process sent to a person.</summary>
    public async Task<int> SentAsync(string person) => (await GetAsync($"/sandbox/sent?to={person}")).Body.GetArrayLength();

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds()) await tick.WaitForNextTickAsync(limit.Token);
    }

    public void Dispose()
    {
        Kill();
        _client.Dispose();
        _folder.Dispose();
    }
}
