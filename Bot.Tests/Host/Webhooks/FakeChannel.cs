using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Tests.Host.Webhooks;

/// <summary>Reads <c>{"who":"meta","say":["hi"],"unknown":["billing"]}</c>, signed by the header <c>X-Sign: good</c>.</summary>
internal sealed class FakeChannel(string name) : IChannel
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public string Name => name;

    public WebhookTraits? Webhook { get; init; } = WebhookTraits.Usual;

    public bool IsAuthentic(WebhookRequest request) => request.Header("x-sign") == "good" || request.Query("token") == "good";

    public bool Recognises(WebhookRequest request) => System.Text.Encoding.UTF8.GetString(request.Body.Span).Contains($"\"who\":\"{name}\"", StringComparison.Ordinal);

    public WebhookContent Read(WebhookRequest request)
    {
        try
        {
            using var body = JsonDocument.Parse(request.Body);
            return new(
                [.. Texts(body, "say").Select(text => new MessageReceived(name, At, "id." + text, "919876543210", "Asha", new TextReceived(text))),
                    .. Texts(body, "unknown").Select(kind => new EventIgnored(name, At, kind))]);
        }
        catch (JsonException)
        {
            return new([], "The body is no JSON.");
        }
    }

    public Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel) =>
        throw new InvalidOperationException("Nothing is sent here.");

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) =>
        throw new InvalidOperationException("Nothing is fetched here.");

    private static IEnumerable<string> Texts(JsonDocument body, string name) =>
        body.RootElement.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
