using Bot.Engine.Abstractions;
using Bot.Host.Api.Docs;
using Bot.Host.Webhooks;
using Bot.Tests.Host.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api;

public sealed class LandingTests
{
    [Fact]
    public async Task The_landing_page_names_every_channel_that_has_a_webhook()
    {
        await using var host = await HostOnPort.StartAsync(
            services => services
                .AddSingleton<IChannel>(new FakeChannel("meta") { Webhook = new() { Verify = _ => new("yes") } })
                .AddSingleton<IChannel>(new FakeChannel("pigeon"))
                .AddSingleton<IChannel>(new FakeChannel("workflow") { Webhook = null })
                .AddSingleton<IInboundDispatcher>(new FakeDispatcher())
                .AddWebhooks(),
            app => app.MapLanding());

        (await host.Client.GetStringAsync("/")).Should().Be("""
            Bot is running (Development).

            GET  /health              lives
            GET  /health/ready        database and outbox
            POST /webhooks/meta       Meta events (GET: verification)
            POST /webhooks/pigeon     Pigeon events
            POST /webhook             any of these events
            GET  /docs                the HTTP API: OTP and leads, back office, workflow

            """);
    }
}
