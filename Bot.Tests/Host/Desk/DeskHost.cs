using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Host.Desk.Operators;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>A host with a desk and five operators, for all tests of a class; each has people of its own.</summary>
public sealed class DeskHost : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private BotHost? _host;
    private int _people;
    private int _messages;

    internal BotHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

    internal OperatorRepository Operators => Host.Services.GetRequiredService<OperatorRepository>();

    public async Task InitializeAsync()
    {
        _host = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string> { ["CONSOLE"] = "true", ["HUMAN_LIMIT_HOURS"] = "2", ["ERASE_AFTER"] = "0" } });
        foreach (var (name, role) in new[] { ("asha", "answer"), ("meera", "answer"), ("ravi", "watch"), ("kiran", "manage"), ("nisha", "privacy") }) await AddAsync(name, role);
    }

    internal Task<bool> AddAsync(string name, params ImmutableArray<string> roles) => Operators.AddAsync(name, Password, roles, default);

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    internal string NewPerson() => string.Create(CultureInfo.InvariantCulture, $"91980000{Interlocked.Increment(ref _people):0000}");

    internal async Task SayAsync(string person, params IReadOnlyList<string> texts)
    {
        foreach (var text in texts) (await Host.DeliverAsync(person, $"wamid.desk.{Interlocked.Increment(ref _messages)}", text)).Should().Be(200);
    }

    /// <summary>What the person's phone has got.</summary>
    internal async Task<IReadOnlyList<string>> HeardAsync(string person) =>
        [.. (await Host.GetAsync($"/sandbox/sent?to={person}")).Body.EnumerateArray().Select(sent => sent.GetProperty("text").GetString() ?? "")];

    /// <summary>The host's clock moves on.</summary>
    internal async Task AdvanceAsync(TimeSpan by)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/console/clock") { Content = JsonContent.Create(new { seconds = (int)by.TotalSeconds }) };
        request.Headers.Add("X-Bot-Console", "1");
        (await Host.Client.SendAsync(request)).EnsureSuccessStatusCode();
    }

    internal async Task<DeskClient> SignInAsync(string name)
    {
        var client = new DeskClient(Host.Address);
        (await client.SignInAsync(name, Password)).Should().Be(200);
        return client;
    }
}

/// <summary>Tests that share one host; each has people of its own.</summary>
[CollectionDefinition(Name)]
public sealed class DeskHostCollection : ICollectionFixture<DeskHost>
{
    public const string Name = "desk host";
}

/// <summary>The desk as its page uses it: cookies, and the token along with all that changes anything.</summary>
internal sealed class DeskClient(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public string Token { get; set; } = "";

    public async Task<int> SignInAsync(string name, string password)
    {
        Token = (await GetAsync("token")).Body.GetProperty("token").GetString()!;
        var (status, _) = await PostAsync("sign-in", new { name, password });
        if (status == 200) Token = (await GetAsync("me")).Body.GetProperty("token").GetString()!;
        return status;
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string path) => SendAsync(new(HttpMethod.Get, $"/desk/api/{path}"));

    public Task<(int Status, JsonElement Body)> PostAsync(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/api/{path}") { Content = JsonContent.Create(body) };
        if (Token.Length > 0) request.Headers.Add("X-Desk-Token", Token);
        return SendAsync(request);
    }

    public Task<HttpResponseMessage> RawAsync(HttpRequestMessage request, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        _client.SendAsync(request, completion);

    /// <summary>The session of a person, as a search for their number finds it.</summary>
    public async Task<string> SessionAsync(string person) =>
        (await GetAsync($"inbox?q={person}")).Body.GetProperty("items")[0].GetProperty("session").GetString()!;

    public async Task<JsonElement> TalkAsync(string session) => (await GetAsync($"conversations/{session}")).Body;

    public void Dispose() => _client.Dispose();

    private async Task<(int Status, JsonElement Body)> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        using var response = await _client.SendAsync(sent);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }
}
