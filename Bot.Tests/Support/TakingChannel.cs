using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Tests.Support;

/// <summary>A channel that takes every message at once.</summary>
internal sealed class TakingChannel(string name = "test") : IChannel
{
    private int _taken;

    public string Name => name;

    public string BusinessNumber { get; init; } = "";

    public int Taken => Volatile.Read(ref _taken);

    public bool IsAuthentic(WebhookRequest request) => true;

    public bool Recognises(WebhookRequest request) => true;

    public WebhookContent Read(WebhookRequest request) => new([]);

    public Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        Interlocked.Increment(ref _taken);
        return Task.FromResult<SendResult>(new SendAccepted(reference));
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) => throw new NotSupportedException("Nobody sends media here.");
}
