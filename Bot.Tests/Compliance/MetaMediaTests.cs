using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Tests.Compliance;

/// <summary>Meta's media: the id gives a link, the link gives the bytes, both with the token.</summary>
public sealed class MetaMediaTests : IAsyncLifetime
{
    private ChannelPeer _peer = null!;
    private IChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _peer = await ChannelPeer.StartAsync();
        _channel = ChannelKind.Meta.Create(_peer.Url);
    }

    public async Task DisposeAsync()
    {
        ((IDisposable)_channel).Dispose();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task A_media_id_is_fetched_in_two_steps_with_the_token_on_both()
    {
        _peer.Answer = context => context.Request.Path == "/v25.0/700001"
            ? ChannelPeer.Give(context, 200, $$"""{"messaging_product":"whatsapp","url":"{{_peer.Url}}/attachments?mid=700001","mime_type":"image/jpeg","sha256":"s","file_size":5,"id":"700001"}""")
            : ChannelPeer.Give(context, 200, "photo", "Content-Type=image/jpeg");

        var content = await FetchAsync("700001");

        content.Should().BeOfType<MediaBytes>().Which.MimeType.Should().Be("image/jpeg");
        _peer.Requests.Select(request => $"{request.Method} {request.Path} {request.Header("Authorization")}")
            .Should().Equal("GET /v25.0/700001 Bearer token-1", "GET /attachments?mid=700001 Bearer token-1");
    }

    [Fact]
    public async Task A_file_that_is_announced_too_large_is_not_fetched()
    {
        _peer.Answer = context => ChannelPeer.Give(context, 200, $$"""{"url":"{{_peer.Url}}/attachments","file_size":5000001}""");

        (await FetchAsync("700001")).Should().BeOfType<MediaTooLarge>();
        _peer.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_token_that_is_refused_may_be_mended()
    {
        _peer.Answer = context => ChannelPeer.Give(context, 401, """{"error":{"code":190}}""");

        (await FetchAsync("700001")).Should().BeOfType<MediaUnavailable>().Which.Retryable.Should().BeTrue();
    }

    [Fact]
    public async Task The_token_goes_to_no_host_that_is_not_on_the_list()
    {
        await using var other = await ChannelPeer.StartAsync();
        _peer.Answer = context => ChannelPeer.Give(context, 200, $$"""{"url":"{{other.Url}}/attachments"}""");

        (await FetchAsync("700001")).Should().BeOfType<MediaUnavailable>().Which.Retryable.Should().BeFalse();
        other.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("../1055000000/messages")]
    [InlineData("700001?x=1")]
    [InlineData("700001/..")]
    public async Task An_id_that_could_lead_to_another_path_is_not_asked_for(string id)
    {
        (await FetchAsync(id)).Should().BeOfType<MediaUnavailable>();
        _peer.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"url\":7}")]
    [InlineData("{\"url\":\"x\"}")]
    public async Task An_answer_without_a_link_gives_nothing(string body)
    {
        _peer.Answer = context => ChannelPeer.Give(context, 200, body);

        (await FetchAsync("700001")).Should().BeOfType<MediaUnavailable>();
    }

    [Fact]
    public async Task A_user_id_is_sent_to_as_recipient_but_gets_no_code()
    {
        _peer.Answer = context => ChannelPeer.Give(context, 200, ChannelKind.Meta.Acceptance);

        (await _channel.SendAsync("IN.AbC123", new TextMessage("hi"), "outbox-1", default)).Should().BeOfType<SendAccepted>();
        (await _channel.SendAsync("IN.AbC123", new TemplateMessage("otp", "en", ["1234"], Authentication: true), "outbox-1", default)).Should().BeOfType<SendRefused>();

        _peer.Requests.Should().ContainSingle().Which.Body.Should().Be("""{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"IN.AbC123","type":"text","text":{"body":"hi","preview_url":false},"biz_opaque_callback_data":"outbox-1"}""");
    }

    private Task<MediaContent> FetchAsync(string id) => _channel.FetchAsync(new MediaReference("meta", id, "", "image/jpeg", ""), 5_000_000, default);
}
