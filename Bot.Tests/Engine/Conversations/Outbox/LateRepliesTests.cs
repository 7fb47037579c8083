using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations.Outbox;

/// <summary>The pump tells the intake how late replies are.</summary>
public sealed class LateRepliesTests
{
    private const string Flow = """
        flow: menu
        start: name
        expire: { after: 24h, next: done }
        slots:
          name: text
        states:
          name:
            ask: name
            as: text
            next: done
          done:
            end:
        """;

    [Fact]
    public async Task While_replies_are_late_messages_are_held_back_until_they_have_left()
    {
        var (clock, channel) = (new ManualClock(), new Slow());
        await using var stage = new EngineStage(Flow, [], [channel], clock, parallel: 1);
        for (var person = 0; person < 5; person++) await stage.SayAsync(person, "hi", "m1");
        clock.Advance(TimeSpan.FromSeconds(10));
        using var stop = new CancellationTokenSource();
        var pumping = stage.Pump.RunAsync(stop.Token);

        await Eventually.Holds(() => stage.Gate.IsClosed);
        channel.Open.SetResult();
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            stage.Pump.Wake();
            return !stage.Gate.IsClosed;
        });

        await stop.CancelAsync();
        await pumping;
        stage.Observer.Troubles.Should().BeEmpty();
    }

    private sealed class Slow : IChannel
    {
        private readonly TakingChannel _inner = new();

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => _inner.Name;

        public bool IsAuthentic(WebhookRequest request) => true;

        public bool Recognises(WebhookRequest request) => true;

        public WebhookContent Read(WebhookRequest request) => new([]);

        public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
        {
            await Open.Task;
            return await _inner.SendAsync(to, message, reference, cancel);
        }

        public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) => _inner.FetchAsync(media, limit, cancel);
    }
}
