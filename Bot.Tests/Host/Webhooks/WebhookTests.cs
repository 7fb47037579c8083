using System.Net;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Host.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Webhooks;

public sealed class WebhookTests
{
    private readonly FakeDispatcher _dispatcher = new();

    [Theory]
    [InlineData("/webhooks/meta", "meta", """{"status":"success"}""")]
    [InlineData("/webhooks/interakt", "interakt", """{"status":"success"}""")]
    [InlineData("/webhooks/gupshup", "gupshup", "")]
    [InlineData("/webhook", "meta", """{"status":"success"}""")]
    [InlineData("/webhook", "interakt", """{"status":"success"}""")]
    [InlineData("/webhook", "gupshup", "")]
    public async Task A_message_is_handed_on_and_acknowledged(string path, string channel, string answer)
    {
        await using var host = await StartAsync();

        using var response = await PostAsync(host, path, $$"""{"who":"{{channel}}","say":["hi","there"]}""");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be(answer);
        response.Content.Headers.ContentLength.Should().Be(answer.Length);
        _dispatcher.Heard.Cast<MessageReceived>().Select(message => (message.Channel, ((TextReceived)message.Content).Text)).Should()
            .Equal((channel, "hi"), (channel, "there"));
    }

    [Theory]
    [InlineData("/webhooks/meta")]
    [InlineData("/webhook")]
    public async Task A_wrong_signature_is_refused_and_changes_nothing(string path)
    {
        await using var host = await StartAsync();

        using var response = await PostAsync(host, path, """{"who":"meta","say":["hi"]}""", sign: "bad");

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _dispatcher.Heard.Should().BeEmpty();
        host.Lines.Events.Should().ContainSingle(line => line.Properties.ContainsKey("CallerAddress"))
            .Which.Properties["CallerAddress"].ToString().Should().Contain("127.0.0.1");
    }

    [Fact]
    public async Task Wrong_signatures_of_one_address_fill_no_log()
    {
        await using var host = await StartAsync();

        for (var i = 0; i < 3; i++)
        {
            using var response = await PostAsync(host, i == 1 ? "/webhook" : "/webhooks/meta", """{"who":"meta","say":["hi"]}""", sign: "bad");
            response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        host.Lines.Events.Should().ContainSingle(line => line.Properties.ContainsKey("CallerAddress"));
    }

    [Fact]
    public async Task The_query_is_looked_at_too()
    {
        await using var host = await StartAsync();

        using var response = await PostAsync(host, "/webhooks/gupshup?token=good", """{"who":"gupshup","say":["hi"]}""", sign: "");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Broken_json_is_told_in_a_sentence()
    {
        await using var host = await StartAsync();

        using var response = await PostAsync(host, "/webhooks/meta", """{"who":"meta",""");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("no JSON");
    }

    [Fact]
    public async Task A_body_of_nobody_is_refused_on_the_common_address()
    {
        await using var host = await StartAsync();

        using var response = await PostAsync(host, "/webhook", """{"who":"telegram"}""");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("Meta, Gupshup or Interakt");
    }

    [Fact]
    public async Task An_unknown_event_is_acknowledged_and_logged()
    {
        await using var host = await StartAsync();

        using var response = await PostAsync(host, "/webhooks/meta", """{"who":"meta","unknown":["billing"]}""");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        _dispatcher.Heard.Should().BeEmpty();
        host.Lines.Text.Should().Contain("billing");
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK, false)]
    [InlineData(0, HttpStatusCode.OK, true)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge, false)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge, true)]
    public async Task A_body_may_have_three_megabytes_and_not_a_byte_more(int over, HttpStatusCode expected, bool chunked)
    {
        await using var host = await StartAsync();
        const string Start = """{"who":"meta","say":["hi"]}""";
        var body = Start + new string(' ', WebhookEndpoint.BodyLimit - Start.Length + over);

        using var response = await PostAsync(host, "/webhooks/meta", body, chunked: chunked);

        response.StatusCode.Should().Be(expected);
        _dispatcher.Heard.Should().HaveCount(over == 0 ? 1 : 0);
    }

    [Fact]
    public async Task A_store_that_is_down_asks_for_another_delivery_and_says_no_number_in_the_log()
    {
        await using var host = await StartAsync();
        _dispatcher.Failure = new IOException("disk full at 919876543210");

        using var response = await PostAsync(host, "/webhooks/gupshup", """{"who":"gupshup","say":["hi"]}""");

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.Should().NotBeNull();
        host.Lines.Text.Should().Contain("not stored").And.Contain("Correlation").And.NotContain("919876543210");
    }

    [Fact]
    public async Task What_cannot_be_answered_soon_is_to_be_delivered_again_and_fills_no_log()
    {
        await using var host = await StartAsync();
        _dispatcher.Failure = new OverloadedException();

        using var response = await PostAsync(host, "/webhooks/gupshup", """{"who":"gupshup","say":["hi"]}""");

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.Should().NotBeNull();
        host.Lines.Text.Should().NotContain("not stored");
    }

    [Fact]
    public async Task Without_a_secret_local_callers_alone_are_heard()
    {
        await using var host = await StartAsync(guarded: false);

        using var local = await PostAsync(host, "/webhooks/gupshup", """{"who":"gupshup","say":["hi"]}""", sign: "");
        using var tunnelled = await PostAsync(host, "/webhooks/gupshup", """{"who":"gupshup","say":["hi"]}""", sign: "", header: ("X-Forwarded-For", "203.0.113.7"));
        using var page = await PostAsync(host, "/webhook", """{"who":"gupshup","say":["hi"]}""", sign: "", header: ("Sec-Fetch-Site", "cross-site"));

        local.StatusCode.Should().Be(HttpStatusCode.OK);
        tunnelled.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        page.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _dispatcher.Heard.Should().ContainSingle();
    }

    [Theory]
    [InlineData("/webhooks/meta")]
    [InlineData("/webhook")]
    public async Task Meta_gets_its_bare_challenge_back(string path)
    {
        await using var host = await StartAsync();

        using var right = await host.Client.GetAsync($"{path}?hub.mode=subscribe&hub.verify_token=mine&hub.challenge=1158201444");
        using var wrong = await host.Client.GetAsync($"{path}?hub.mode=subscribe&hub.verify_token=yours&hub.challenge=1158201444");

        (await right.Content.ReadAsStringAsync()).Should().Be("1158201444");
        right.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        wrong.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/webhook", "one", "1158201444")]
    [InlineData("/webhook", "two", "1158201444")]
    [InlineData("/webhook", "three", null)]
    [InlineData("/webhooks/first", "one", "1158201444")]
    [InlineData("/webhooks/first", "two", null)]
    [InlineData("/webhooks/second", "two", "1158201444")]
    public async Task Of_two_channels_that_are_verified_the_one_whose_token_it_is_answers(string path, string token, string? challenge)
    {
        await using var host = await HostOnPort.StartAsync(
            services => services
                .AddSingleton<IInboundDispatcher>(_dispatcher)
                .AddSingleton<IChannel>(new FakeChannel("first") { Webhook = new() { Verify = query => MetaVerification.Answer(query, "one") } })
                .AddSingleton<IChannel>(new FakeChannel("second") { Webhook = new() { Verify = query => MetaVerification.Answer(query, "two") } })
                .AddWebhooks(),
            app => app.MapWebhooks());

        using var response = await host.Client.GetAsync($"{path}?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1158201444");

        response.StatusCode.Should().Be(challenge is null ? HttpStatusCode.Forbidden : HttpStatusCode.OK);
        if (challenge is not null) (await response.Content.ReadAsStringAsync()).Should().Be(challenge);
    }

    private Task<HostOnPort> StartAsync(bool guarded = true) => HostOnPort.StartAsync(
        services => services
            .AddSingleton<IInboundDispatcher>(_dispatcher)
            .AddSingleton<IChannel>(new FakeChannel("meta") { Webhook = new() { Guarded = guarded, Verify = query => MetaVerification.Answer(query, "mine") } })
            .AddSingleton<IChannel>(new FakeChannel("gupshup") { Webhook = new() { Guarded = guarded, WantsEmptyAnswer = true } })
            .AddSingleton<IChannel>(new FakeChannel("interakt") { Webhook = new() { Guarded = guarded } })
            .AddWebhooks(),
        app => app.MapWebhooks());

    private static async Task<HttpResponseMessage> PostAsync(HostOnPort host, string path, string body, string sign = "good", bool chunked = false,
        (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        // The server may say no before everything is sent.
        request.Headers.ExpectContinue = true;
        if (sign.Length > 0)
            request.Headers.Add("X-Sign", sign);
        if (header is { } more)
            request.Headers.Add(more.Name, more.Value);
        return await host.Client.SendAsync(request);
    }
}
