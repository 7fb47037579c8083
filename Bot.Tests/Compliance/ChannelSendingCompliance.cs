using System.Net;
using Bot.Engine.Abstractions;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Compliance;

public sealed class MetaSendingCompliance() : ChannelSendingCompliance(ChannelKind.Meta);

public sealed class GupshupSendingCompliance() : ChannelSendingCompliance(ChannelKind.Gupshup);

public sealed class InteraktSendingCompliance() : ChannelSendingCompliance(ChannelKind.Interakt);

public sealed class BotFrameworkSendingCompliance() : ChannelSendingCompliance(ChannelKind.BotFramework);

/// <summary>
/// What every channel owes for what goes out, against a provider on the loopback interface. What is written and answered is in files under <c>Sends/</c> and
/// <c>Answers/</c>.
/// </summary>
public abstract class ChannelSendingCompliance(ChannelKind kind) : IAsyncLifetime
{
    private ChannelPeer _peer = null!;
    private IChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _peer = await ChannelPeer.StartAsync();
        _peer.Answer = context => ChannelPeer.Give(context, 200, kind.Acceptance);
        _channel = kind.Create(_peer.Url);
    }

    public async Task DisposeAsync()
    {
        ((IDisposable)_channel).Dispose();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Every_kind_of_message_is_written_as_the_file_says()
    {
        var written = "";
        foreach (var (name, message) in SampleMessages.All)
        {
            (await SendAsync(message)).Should().Be("accepted accepted-1", name);
            _peer.Requests.TryDequeue(out var request).Should().BeTrue(name);
            written += $"== {name}\n{Wire(request!).Replace(_peer.Url, "http://peer", StringComparison.Ordinal)}\n";
        }

        written.Should().Be(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Compliance", "Sends", kind.Name + ".txt")));
    }

    [Fact]
    public async Task Every_answer_is_judged_as_the_file_says()
    {
        foreach (var line in Cases(kind.Name))
        {
            _peer.Answer = context => ChannelPeer.Give(context, int.Parse(line[1]), line[3], line[2]);

            (await SendAsync(SampleMessages.Text)).Should().Be(line[4], line[0]);
        }
    }

    [Fact]
    public async Task Every_refusal_says_why_in_a_sentence_of_ours()
    {
        foreach (var line in Cases(kind.Name).Where(line => line[4].StartsWith("refused", StringComparison.Ordinal)))
        {
            _peer.Answer = context => ChannelPeer.Give(context, int.Parse(line[1]), line[3], line[2]);
            var result = await _channel.SendAsync(SampleMessages.To, SampleMessages.Text, SampleMessages.Reference, default);

            result.Should().BeOfType<SendRefused>().Which.Failure.Reason.Should().EndWith(".", line[0]).And.NotContainAny("Blue Moon", SampleMessages.To);
        }
    }

    [Fact]
    public async Task A_message_at_its_limits_is_sent()
    {
        foreach (var (name, message) in SampleMessages.Fitting)
            (await SendAsync(message)).Should().Be("accepted accepted-1", name);
    }

    [Fact]
    public async Task A_message_over_a_limit_is_refused_without_a_call()
    {
        foreach (var (name, message) in SampleMessages.Unfitting)
            (await SendAsync(message)).Should().Be("refused not sent GiveUp", name);

        _peer.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("12")]
    [InlineData("919812345678;drop")]
    [InlineData("9198123456789198123456789")]
    public async Task A_message_to_no_address_is_refused_without_a_call(string to)
    {
        (await SendAsync(SampleMessages.Text, to)).Should().Be("refused not sent GiveUp");

        _peer.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_peer_that_cannot_be_reached_got_nothing()
    {
        using var lost = (IDisposable)kind.Create(ChannelPeer.Nowhere());

        (await SendAsync(SampleMessages.Text, over: (IChannel)lost)).Should().Be("refused unreachable Retry");
    }

    [Fact]
    public async Task A_peer_that_hangs_up_may_have_got_it()
    {
        _peer.Answer = ChannelPeer.HangUp;

        (await SendAsync(SampleMessages.Text)).Should().Be("unknown");
    }

    [Fact]
    public async Task A_peer_that_hangs_up_in_the_middle_of_a_yes_may_have_got_it()
    {
        _peer.Answer = async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync(kind.Acceptance[..20]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        (await SendAsync(SampleMessages.Text)).Should().Be("unknown");
    }

    [Fact]
    public async Task A_peer_that_is_too_slow_may_have_got_it()
    {
        _peer.Answer = ChannelPeer.KeepWaiting;
        using var hurried = (IDisposable)kind.Create(_peer.Url, TimeSpan.FromSeconds(1));

        (await SendAsync(SampleMessages.Text, over: (IChannel)hurried)).Should().Be("unknown");
        _peer.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_yes_without_an_end_may_have_got_it()
    {
        _peer.Answer = async context =>
        {
            var more = new string(' ', 16 * 1024);
            for (var count = 0; count < 64; count++)
                await context.Response.WriteAsync(more, context.RequestAborted);
        };

        (await SendAsync(SampleMessages.Text)).Should().Be("unknown");
    }

    [Theory]
    [InlineData(0, "accepted accepted-1")]
    [InlineData(1, "unknown")]
    public async Task An_answer_is_read_up_to_64_kilobytes(int over, string outcome)
    {
        _peer.Answer = context => ChannelPeer.Give(context, 200, kind.Acceptance.PadLeft((64 * 1024) + over));

        (await SendAsync(SampleMessages.Text)).Should().Be(outcome);
    }

    [Fact]
    public async Task A_send_that_is_called_off_throws_that()
    {
        using var stop = new CancellationTokenSource();
        _peer.Answer = async context =>
        {
            await stop.CancelAsync();
            await ChannelPeer.KeepWaiting(context);
        };

        var sending = () => _channel.SendAsync(SampleMessages.To, SampleMessages.Text, SampleMessages.Reference, stop.Token);

        await sending.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task An_unusable_url_is_a_fault_of_the_settings()
    {
        using var lost = (IDisposable)kind.Create("nowhere at all");

        (await SendAsync(SampleMessages.Text, over: (IChannel)lost)).Should().Be("refused settings FixSettings");
    }

    [Fact]
    public async Task Sends_one_after_the_other_share_a_connection()
    {
        for (var count = 0; count < 5; count++)
            await SendAsync(SampleMessages.Text);

        _peer.Requests.Select(request => request.Connection).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Every_code_in_a_status_event_means_what_the_file_says()
    {
        if (!kind.TellsStatus) return;
        foreach (var line in Cases(kind.Name + "-codes"))
        {
            var content = _channel.Read(ChannelKind.Request(FailedStatus(kind.Name, line[0])));

            content.Events.Should().ContainSingle().Which.Should().BeOfType<StatusChanged>()
                .Which.Failure.Should()
                    .Match<SendFailure>(failure => failure.Code == line[0] && failure.Action.ToString() == line[1] && failure.Reason.EndsWith('.'), line[0]);
        }
    }

    private static byte[] FailedStatus(string name, string code) => System.Text.Encoding.UTF8.GetBytes((name switch
    {
        "meta" => """{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"statuses":[{"id":"s","status":"failed","timestamp":"1763700000","errors":[{"code":CODE}]}]}}]}]}""",
        "gupshup" => """{"app":"DemoApp","timestamp":1763700000000,"version":2,"type":"message-event","payload":{"id":"s","type":"failed","payload":{"code":CODE,"reason":"x"}}}""",
        _ => """{"version":"1.0","timestamp":"2025-11-21T04:40:00","type":"message_api_failed","data":{"customer":{},"message":{"id":"s","channel_error_code":"CODE"}}}""",
    }).Replace("CODE", code, StringComparison.Ordinal));

    private async Task<string> SendAsync(OutboundMessage message, string to = SampleMessages.To, IChannel? over = null) =>
        ChannelWords.Of(await (over ?? _channel).SendAsync(to, message, SampleMessages.Reference, default));

    private static IEnumerable<string[]> Cases(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Compliance", "Answers", name + ".tsv")).Select(line => line.Split('\t'));

    private static string Wire(PeerRequest request)
    {
        var type = request.Header("Content-Type").Split(';')[0];
        var key = request.Header("apikey") is { Length: > 0 } apikey ? "apikey: " + apikey : "Authorization: " + request.Header("Authorization");
        var body = type == "application/x-www-form-urlencoded"
            ? string.Join('\n', request.Body.Split('&').Select(WebUtility.UrlDecode))
            : request.Body;
        return $"{request.Method} {request.Path}\n{key}\n{type}\n{body}";
    }
}
