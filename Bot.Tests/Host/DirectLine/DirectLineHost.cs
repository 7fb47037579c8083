using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.DirectLine;

/// <summary>A host with Direct Line, and its calls.</summary>
internal sealed class DirectLineHost(BotHost host) : IAsyncDisposable
{
    public const string Secret = "a secret of Direct Line";
    public const string Shop = "https://shop.example.com";

    public BotHost Host => host;

    public string Domain => $"{host.Address}directline";

    public static async Task<DirectLineHost> StartAsync(BotHostOptions? options = null, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(options?.Settings ?? new Dictionary<string, string>()) { ["DIRECT_LINE_SECRET"] = Secret, ["DIRECT_LINE_ORIGINS"] = Shop, ["CONSOLE"] = "true" };
        foreach (var (name, value) in more) settings[name] = value;
        return new(await BotHost.StartAsync((options ?? new()) with { Settings = settings }));
    }

    /// <summary>A conversation with its token.</summary>
    public async Task<Page> OpenAsync(string user = "dl_asha")
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "/tokens/generate", Secret, JsonContent.Create(new { user = new { id = user } }));
        status.Should().Be(200);
        return new(this, body.GetProperty("conversationId").GetString()!, body.GetProperty("token").GetString()!);
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string token, HttpContent? content = null, string origin = "")
    {
        using var request = new HttpRequestMessage(method, Domain + path) { Content = content };
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (origin.Length > 0) request.Headers.Add("Origin", origin);
        using var response = await host.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length > 0 ? JsonDocument.Parse(body).RootElement : default);
    }

    /// <summary>The host's clock moves on.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/console/clock") { Content = JsonContent.Create(new { seconds = (int)by.TotalSeconds }) };
        request.Headers.Add("X-Bot-Console", "1");
        (await host.Client.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>A page in a conversation.</summary>
    internal sealed record Page(DirectLineHost Line, string Conversation, string Token)
    {
        public Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
            Line.SendAsync(method, $"/conversations/{Conversation}{path}", Token, content);

        public async Task<string> SayAsync(string text, string clientId)
        {
            var activity = new { type = "message", text, from = new { id = "another" }, channelData = new { clientActivityID = clientId } };
            var (status, body) = await SendAsync(HttpMethod.Post, "/activities", JsonContent.Create(activity));
            status.Should().Be(200);
            return body.GetProperty("id").GetString()!;
        }

        public async Task<(IReadOnlyList<JsonElement> Activities, string Watermark)> PollAsync(string watermark = "")
        {
            var (status, body) = await SendAsync(HttpMethod.Get, $"/activities?watermark={watermark}");
            status.Should().Be(200);
            return ([.. body.GetProperty("activities").EnumerateArray()], body.GetProperty("watermark").GetString()!);
        }

        /// <summary>What was said, once there are so many.</summary>
        public async Task<IReadOnlyList<string>> TextsAsync(int count)
        {
            var (activities, _) = await Support.Eventually.Holds(() => PollAsync(), said => said.Activities.Count >= count);
            return [.. activities.Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString()! : "")];
        }
    }
}
