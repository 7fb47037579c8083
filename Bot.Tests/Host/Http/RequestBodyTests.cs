using System.Net;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Host.Api.Resources;
using Bot.Host.Api.Workflow;
using Bot.Host.DirectLine;
using Bot.Host.Http;
using Bot.Host.Webhooks;
using Bot.Tests.Host.Webhooks;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Http;

/// <summary>What the bodies of strangers may take: memory and time.</summary>
public sealed class RequestBodyTests
{
    private const string Message = """{"who":"meta","say":["hi"]}""";

    private readonly FakeDispatcher _dispatcher = new();
    private readonly BodyBudget _budget = new(64 * 1024);
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Bodies_past_the_budget_are_asked_to_come_again_and_small_ones_are_taken_all_the_same()
    {
        await using var host = await StartAsync();

        using var large = await PostAsync(host, Message + new string(' ', 100_000));
        using var small = await PostAsync(host, Message + new string(' ', RequestBody.Small - Message.Length));

        large.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        large.Headers.RetryAfter!.Delta.Should().BePositive();
        small.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_body_took_is_given_back_with_its_request()
    {
        await using var host = await StartAsync();

        for (var i = 0; i < 8; i++)
        {
            using var response = await PostAsync(host, Message + new string(' ', 20_000));
            response.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        await Eventually.Holds(() => _budget.Taken == 0);
    }

    /// <summary>The smaller is what the budget could give.</summary>
    [Theory]
    [InlineData(40_000)]
    [InlineData(WebhookEndpoint.BodyLimit)]
    public async Task What_is_announced_and_does_not_come_takes_nothing(int announced)
    {
        await using var host = await StartAsync();
        using var one = await RawConnection.OpenAsync(host.Client.BaseAddress!);

        await one.AnnounceAsync(announced, "{");
        using var other = await PostAsync(host, Message + new string(' ', 30_000));

        other.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(100_000)]
    public async Task A_body_that_does_not_end_is_given_up_after_its_time(int announced)
    {
        await using var host = await StartAsync();
        using var slow = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await slow.AnnounceAsync(announced, """{"who":""");

        var answer = slow.AnswerAsync();
        await Eventually.Holds(() =>
        {
            _clock.Advance(RequestBody.UsualTime);
            return answer.IsCompleted;
        });

        (await answer).Should().StartWith("HTTP/1.1 408").And.Contain("Connection: close");
        _dispatcher.Heard.Should().BeEmpty();
    }

    [Fact]
    public async Task A_body_that_brings_nearly_nothing_is_given_up_after_its_grace()
    {
        await using var host = await StartAsync();
        using var slow = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        var begun = _clock.TimestampReads;
        await slow.AnnounceAsync(60_000, new string(' ', 300));

        await Eventually.Holds(() => _clock.TimestampReads > begun);
        _clock.Advance(BodyClock.Grace * 1.6);

        (await slow.AnswerAsync()).Should().StartWith("HTTP/1.1 408").And.Contain("Connection: close");
    }

    [Fact]
    public async Task A_body_that_comes_at_a_bearable_pace_is_read_after_its_grace_too()
    {
        await using var host = await StartAsync();
        using var bearable = await RawConnection.OpenAsync(host.Client.BaseAddress!);
        await bearable.AnnounceAsync(32_000, Message + new string(' ', 30_000 - Message.Length));

        // The buffer of 30,000 bytes is taken once more than half of them are there: at 2 kB a second they are good for 8 s beyond the grace.
        await Eventually.Holds(() => _budget.Taken >= 30_000);
        _clock.Advance(BodyClock.Grace * 1.6);
        await bearable.SendAsync(new string(' ', 2000));

        (await bearable.AnswerAsync()).Should().StartWith("HTTP/1.1 200");
    }

    [Theory]
    [InlineData(ResourceBody.UsualLimit, 10)]
    [InlineData(WebhookEndpoint.BodyLimit, 10)]
    [InlineData(WorkflowBody.Limit, 30)]
    [InlineData(UploadForm.Limit, 30)]
    public void A_body_that_may_be_a_photo_has_longer_time(int limit, int seconds) =>
        new BodyLimit(limit).Time.Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_read_whole()
    {
        await using var host = await StartAsync();
        using var pieces = await RawConnection.OpenAsync(host.Client.BaseAddress!);

        await pieces.AnnounceAsync(Message.Length, Message[..5]);
        await pieces.SendAsync(Message[5..20]);
        await pieces.SendAsync(Message[20..]);

        (await pieces.AnswerAsync()).Should().StartWith("HTTP/1.1 200");
        _dispatcher.Heard.Should().ContainSingle();
    }

    [Fact]
    public async Task A_body_that_came_with_its_head_needs_neither_buffer_nor_timer()
    {
        await using var host = await StartAsync(new NoTimers());
        using var usual = await RawConnection.OpenAsync(host.Client.BaseAddress!);

        await usual.AnnounceAsync(Message.Length, Message);

        (await usual.AnswerAsync()).Should().StartWith("HTTP/1.1 200");
    }

    [Fact]
    public void A_buffer_takes_what_arrived_and_not_more_than_twice_as_much()
    {
        using var buffer = new BodyBuffer(_budget);

        buffer.TryAdd(new(new byte[5000])).Should().BeTrue();
        _budget.Taken.Should().BeInRange(5000, 10_000);
        buffer.TryAdd(new(new byte[70_000])).Should().BeFalse();
        buffer.Written.Length.Should().Be(5000);
    }

    private Task<HostOnPort> StartAsync(TimeProvider? clock = null) => HostOnPort.StartAsync(
        services => services
            .AddSingleton(clock ?? _clock)
            .AddSingleton(_budget)
            .AddSingleton<IInboundDispatcher>(_dispatcher)
            .AddSingleton<IChannel>(new FakeChannel("meta") { Webhook = new() { Guarded = true } })
            .AddWebhooks(),
        app => app.MapWebhooks());

    private static Task<HttpResponseMessage> PostAsync(HostOnPort host, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/meta") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("X-Sign", "good");
        return host.Client.SendAsync(request);
    }

    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new InvalidOperationException("A timer is made for every webhook.");
    }
}
