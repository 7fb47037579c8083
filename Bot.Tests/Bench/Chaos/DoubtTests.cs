using Bot.Bench.Chaos.Simulation;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Sessions;
using Bot.Tests.Support;

namespace Bot.Tests.Bench.Chaos;

/// <summary>What the simulations found about messages whose end is in doubt, each on its own.</summary>
public sealed class DoubtTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly ManualClock _clock = new();
    private readonly SimulatedStore _store;
    private readonly ScriptedChannel _channel = new();

    public DoubtTests() => _store = new(new NoStops(), _clock);

    [Fact]
    public async Task A_message_that_was_begun_long_after_it_was_queued_is_waited_for_all_the_same()
    {
        await QueueAsync("m1");
        _clock.Advance(TimeSpan.FromMinutes(2));
        await ClaimByAProcessThatDiesAsync();
        var sender = NewSender();

        await PumpAsync(sender);
        _channel.Sent.Should().Be(0, "its status event may be on the way");

        _clock.Advance(TimeSpan.FromSeconds(31));
        await PumpAsync(sender);
        _channel.Sent.Should().Be(1, "nothing was heard of it");
    }

    [Fact]
    public async Task A_status_event_that_comes_meanwhile_ends_the_doubt()
    {
        await QueueAsync("m1");
        _clock.Advance(TimeSpan.FromMinutes(2));
        await ClaimByAProcessThatDiesAsync();
        var sender = NewSender();
        await PumpAsync(sender);

        await _store.ApplyStatusesAsync([new("meta", _clock.Now, "wamid.1", "", "m1", DeliveryStatus.Sent, null)], default);
        _clock.Advance(TimeSpan.FromSeconds(31));
        await PumpAsync(sender);
        (_channel.Sent, _store.OpenRows().Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task Crashes_and_waits_are_no_refusals()
    {
        await QueueAsync("m1");
        for (var death = 0; death < 12; death++) await ClaimByAProcessThatDiesAsync();
        _channel.Answers.Enqueue(new SendRefused(new("503", "Busy.", FailureAction.Retry)));
        var sender = NewSender();

        for (var round = 0; round < 4; round++)
        {
            await PumpAsync(sender);
            _clock.Advance(TimeSpan.FromSeconds(31));
        }
        _channel.Sent.Should().Be(2, "one refusal is no reason to give a message up");
        (await _store.DeadLettersAsync(10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_that_is_refused_again_and_again_is_given_up()
    {
        await QueueAsync("m1");
        for (var i = 0; i < 20; i++) _channel.Answers.Enqueue(new SendRefused(new("503", "Busy.", FailureAction.Retry)));
        var sender = NewSender();
        for (var round = 0; round < 20; round++)
        {
            await PumpAsync(sender);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }
        _channel.Sent.Should().Be(new OutboxSettings { Owner = "" }.SendLimit);
        (await _store.DeadLettersAsync(10, default)).Should().ContainSingle(letter => letter.Kind == "send");
    }

    [Fact]
    public async Task What_was_posted_to_be_sent_at_once_and_broken_off_is_left_to_the_pump()
    {
        var entry = new OutboxEntry("meta:1", new("meta", "919812345678", "", _clock.Now), [new("otp.1", new TextMessage("100001"))], _clock.Now);
        await _store.PostAsync(entry, "a process that died", Lease, default);

        (await NewOutboxWriter().SendNowAsync(entry, default)).Should().BeOfType<SendUnknown>();
        _channel.Sent.Should().Be(0);
    }

    private async Task QueueAsync(string id) => await _store.CommitAsync(
        new()
        {
            Conversation = "meta:1", ExpectedVersion = 0, Session = new() { Id = "s", Turn = 1 }, Facts = new("meta", "919812345678", "", _clock.Now),
            HandledId = "in-1", At = _clock.Now, Outbox = [new NewMessage(id, new TextMessage("hello"))],
        },
        default);

    private async Task ClaimByAProcessThatDiesAsync()
    {
        (await _store.ClaimAsync("a process that died", _clock.Now, Lease, 1, default)).Should().ContainSingle();
        _store.ReleaseLeases("nobody");
    }

    private OutboxWriter NewOutboxWriter() =>
        new(_store, new Dictionary<string, IChannel> { ["meta"] = _channel }, new() { Owner = "this" }, _clock, new RecordingObserver());

    private MessageSender NewSender() => NewOutboxWriter().Sender;

    private async Task PumpAsync(MessageSender sender)
    {
        foreach (var row in await _store.ClaimAsync("this", _clock.Now, Lease, 10, default))
            await _store.SettleAsync("this", [await sender.SendAsync(row, default)], default);
    }

    private sealed class ScriptedChannel : IChannel
    {
        public Queue<SendResult> Answers { get; } = new();

        public int Sent { get; private set; }

        public string Name => "meta";

        public bool IsAuthentic(WebhookRequest request) => true;

        public bool Recognises(WebhookRequest request) => true;

        public WebhookContent Read(WebhookRequest request) => new([]);

        public Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
        {
            Sent++;
            return Task.FromResult(Answers.TryDequeue(out var answer) ? answer : new SendAccepted($"wamid.{Sent}"));
        }

        public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) => throw new InvalidOperationException("Nobody sends photos here.");
    }
}
