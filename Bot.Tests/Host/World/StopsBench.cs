using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.InMemory;
using Bot.Engine.Sessions;

namespace Bot.Tests.Host.World;

/// <summary>A channel that gives the same answer each time.</summary>
internal sealed class AnsweringChannel(SendResult answer) : IChannel
{
    public SendResult Answer { get; set; } = answer;

    public int Tries { get; private set; }

    public string Name => "test";

    public bool IsAuthentic(WebhookRequest request) => true;

    public bool Recognises(WebhookRequest request) => true;

    public WebhookContent Read(WebhookRequest request) => new([]);

    public Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        Tries++;
        return Task.FromResult(Answer);
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) => throw new NotSupportedException();
}

/// <summary>An outbox writer on a store in memory.</summary>
internal static class StopsBench
{
    public static OutboxWriter Writer(IChannel channel, TimeProvider clock, IEngineObserver observer, Alarms alarms) => new(
        new InMemoryStore(clock), new Dictionary<string, IChannel> { [channel.Name] = channel }, new OutboxSettings { Owner = "bench" }, clock, observer,
        new SendingStops(alarms, clock), alarms);

    public static OutboxEntry Entry(string id, OutboundMessage message, TimeProvider clock) =>
        new("test:1", new("test", "1", "", clock.GetUtcNow()), [new(id, message)], clock.GetUtcNow());
}
