using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Bot.Bench.Chaos.Kill;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Sandbox.Phones;

namespace Bot.Bench.Chaos.Stories;

/// <summary>One person with a phone. What they write goes to a host that does not hold their conversation, where one lives.</summary>
internal sealed class StoryPerson(PartnerStage stage, StoryHosts hosts, StoryLog log) : IDisposable
{
    public const string Number = "919811000001";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(90);

    private readonly MetaPhone _phone = new(KillEnvironment.AppSecret, MetaGateway.SandboxPhoneNumberId);
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(10) };
    private int _said;
    private long _read;

    /// <summary>Messages that were answered.</summary>
    public int Heard { get; private set; }

    /// <summary>Says it, and waits for what comes of it.</summary>
    public async Task SayAsync(string text)
    {
        var holder = await hosts.HolderAsync();
        var call = _phone.Text(new(Number, "Asha", $"wamid.story.{(++_said).ToString(CultureInfo.InvariantCulture)}", DateTimeOffset.UtcNow), text);
        var to = hosts.From(_said).Where(host => host != holder).Concat(hosts.From(0)).First();
        var begun = Stopwatch.GetTimestamp();
        var status = await DeliverAsync(call, to);
        while (status != 200)
        {
            log.Tell($"\"{text}\" at {StoryHosts.Name(to)}: {status}; delivered again");
            status = await DeliverAsync(call, to = hosts.From(to + 1).First());
        }

        var took = Stopwatch.GetElapsedTime(begun);
        var then = await hosts.HolderAsync() is { } now ? StoryHosts.Name(now) : "none of them";
        log.Tell(string.Create(CultureInfo.InvariantCulture, $"\"{text}\" at {StoryHosts.Name(to)}: 200 after {took.TotalMilliseconds:0} ms; held by {then}"));
        await ReadAsync();
    }

    public void Dispose() => _client.Dispose();

    private async Task<int> DeliverAsync(WebhookCall call, int host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hosts.Address(host), call.Path)) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task ReadAsync()
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        while (stage.World.Phones.To(Number, _read) is not [_, ..]) await Task.Delay(10, limit.Token);
        foreach (var sent in stage.World.Phones.To(Number, _read))
        {
            _read = sent.Number;
            var line = sent.Text.ReplaceLineEndings(" ");
            log.Tell($"            the phone: {(line.Length > 60 ? line[..60] + "..." : line)}");
        }

        Heard++;
    }
}
