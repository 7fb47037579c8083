using System.Collections.Concurrent;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Host.Desk;

/// <summary>A person who asks for a human: what they hear, and who is told.</summary>
public sealed class HumanAlertTests
{
    [Fact]
    public async Task A_mail_is_sent_where_a_server_is_set()
    {
        await using var server = new FakeMailServer();
        await using var host = await BotHost.StartAsync(new()
        {
            Settings = new Dictionary<string, string>
            {
                ["DESK_SMTP"] = $"smtp://127.0.0.1:{server.Port}", ["DESK_ALERT_TO"] = "desk@example.com", ["DESK_ALERT_FROM"] = "bot@example.com",
            },
        });

        await host.DeliverAsync("919700001235", "wamid.1", "human");

        var mail = await server.Mail.WaitAsync(TimeSpan.FromMinutes(1));
        mail.Should().ContainAll("To: desk@example.com", "From: bot@example.com", "A person asks for a human").And.NotContain("919700001235");
    }

    [Fact]
    public async Task The_address_is_told_without_number_or_words_again_after_a_failure_and_the_person_hears_the_hours()
    {
        var told = new ConcurrentQueue<string>();
        await using var peer = await LoopbackServer.StartAsync(app => app.MapPost("/alert", async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            told.Enqueue(await body.ReadToEndAsync());
            context.Response.StatusCode = told.Count == 1 ? 503 : 200;
        }));
        await using var host = await BotHost.StartAsync(new()
        {
            Settings = new Dictionary<string, string> { ["DESK_ALERT_URL"] = $"{peer.Address}/alert", ["DESK_HOURS"] = "mon-sun 00:00-24:00" },
        });

        await host.DeliverAsync("919700001234", "wamid.1", "fastag");
        await host.DeliverAsync("919700001234", "wamid.2", "human");

        await Eventually.Holds(() => told.Count, count => count == 2);
        told.Should().AllBe(told.First()).And.AllSatisfy(text => text.Should().ContainAll("session_id", "agent-login", "agentMobile", "since", "/desk#").And.NotContain("9700001234").And.NotContain("human\""));
        await Eventually.Holds(async () => (await host.TextAsync(HttpMethod.Get, "/sandbox/sent?to=919700001234")).Body, sent => sent.Contains("(mon-sun 00:00-24:00, open now)", StringComparison.Ordinal));
    }
}
