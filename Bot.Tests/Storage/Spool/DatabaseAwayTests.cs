using Bot.Storage.Postgres;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Storage.Spool;

/// <summary>The whole program while its PostgreSQL is stopped, as a crash stops it, and started again.</summary>
[Collection(StoppedPostgres.Name)]
public sealed class DatabaseAwayTests(PostgresServer server)
{
    private static readonly string[] People = ["919800000001", "919800000002", "919800000003"];

    [PostgresFact]
    public async Task A_conversation_goes_on_where_the_database_left_it_whatever_died_meanwhile()
    {
        var url = await server.CreateDatabaseAsync();
        await using var host = await BotHost.StartAsync(On(url));
        foreach (var person in People) (await host.DeliverAsync(person, $"{person}.begin", "fastag")).Should().Be(200);
        var before = await SendCodeAsync(host, "9876500001");
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);

        await server.StopAsync();

        await SayAsync(host, 1, 2, 3);
        var first = await ShouldBeDegradedAsync(host, 9);
        var used = await SendCodeAsync(host, "9876500002");
        (await host.PostAsync("/api_v1/otp_resend", new { phone_number = "9876500002" })).Status.Should().Be(429, "limits hold here too");
        (await VerifyAsync(host, "9876500002", used)).Should().Be(200);
        (await VerifyAsync(host, "9876500002", used)).Should().Be(404, "a code is used once");
        (await VerifyAsync(host, "9876500001", before)).Should().Be(503, "it can be looked up in the database only");
        var kept = await SendCodeAsync(host, "9876500003");
        foreach (var path in new[] { "/sessions", $"/console/machine/meta/{People[0]}" })
        {
            var (status, body) = await host.GetAsync(path);
            status.Should().Be(503);
            body.GetProperty("message").GetString().Should().Contain("The database cannot be used just now");
        }

        (await host.PostAsync("/api_v1/lead_status", new { mobile_number = "9876500001" })).Status.Should().Be(503);

        host.Kill();
        await host.StartAgainAsync();

        (await ShouldBeDegradedAsync(host, 9)).Should().BeCloseTo(first, TimeSpan.FromSeconds(5), "it is the same outage");
        await SayAsync(host, 4, 5);
        (await VerifyAsync(host, "9876500002", used)).Should().Be(404);
        var brought = await SendCodeAsync(host, "9876500004");

        await server.StartAsync();
        await Eventually.Holds(host.ReadyAsync, status => status == "ready");
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);

        foreach (var person in People) (await host.SentAsync(person)).Should().Be(5, "each message has one reply");
        foreach (var (phone, code) in new[] { ("9876500001", before), ("9876500003", kept), ("9876500004", brought) })
        {
            (await VerifyAsync(host, phone, code)).Should().Be(200);
            (await VerifyAsync(host, phone, code)).Should().Be(404);
        }

        (await VerifyAsync(host, "9876500002", used)).Should().Be(404);
        await SayAsync(host, 6);
        await using var store = await PostgresStore.OpenAsync(PostgresServer.Options(url), new Secrets(BotHostOptions.SecretKey).Sealer, TimeProvider.System);
        foreach (var person in People)
        {
            (await store.TranscriptAsync($"meta:{person}", 100, default)).Reverse().SelectMany(turn => turn.Lines).Where(line => line.Direction == "in").Select(line => line.Text)
                .Should().Equal("fastag", "wrong 1", "wrong 2", "wrong 3", "wrong 4", "wrong 5", "wrong 6");
        }
    }

    [PostgresFact]
    public async Task Nothing_is_sent_or_taken_that_neither_the_database_nor_the_disk_can_keep()
    {
        await using var host = await BotHost.StartAsync(On(await server.CreateDatabaseAsync()));
        var code = await SendCodeAsync(host, "9876500001");

        await server.StopAsync();
        try
        {
            var here = await SendCodeAsync(host, "9876500002");
            FileFault.SizeLimit.Begin(host);
            foreach (var path in new[] { "otp_send", "otp_resend" })
            {
                var (status, body) = await host.PostAsync($"/api_v1/{path}", new { phone_number = "9876500003" });
                status.Should().Be(503, body.ToString());
                body.GetProperty("data").GetProperty("code").GetString().Should().Be("database_away");
                body.GetProperty("data").GetProperty("error").GetString().Should().Contain("Nothing was sent").And.Contain("again");
            }

            (await host.SentAsync("919876500003")).Should().Be(0);
            (await VerifyAsync(host, "9876500002", here)).Should().Be(503, "it cannot be written that it is used");
            (await host.DeliverAsync(People[0], "m1", "fastag")).Should().Be(503);
            (await host.GetAsync("/health/ready")).Status.Should().Be(503);

            FileFault.SizeLimit.End(host);
            await SendCodeAsync(host, "9876500003");
            (await VerifyAsync(host, "9876500002", here)).Should().Be(200);
            (await host.DeliverAsync(People[0], "m1", "fastag")).Should().Be(200);
        }
        finally
        {
            await server.StartAsync();
        }

        await Eventually.Holds(host.ReadyAsync, status => status == "ready");
        (await VerifyAsync(host, "9876500001", code)).Should().Be(200);
    }

    private static BotHostOptions On(string database) => new() { AsProcess = true, Settings = new Dictionary<string, string> { ["DATABASE_URL"] = database, ["CONSOLE"] = "true" } };

    /// <summary>Everybody writes, and each message is delivered twice.</summary>
    private static async Task SayAsync(BotHost host, params int[] numbers) => await Task.WhenAll(People.Select(async person =>
    {
        foreach (var number in numbers)
        {
            (await host.DeliverAsync(person, $"{person}.{number}", $"wrong {number}")).Should().Be(200);
            (await host.DeliverAsync(person, $"{person}.{number}", $"wrong {number}")).Should().Be(200);
        }
    }));

    private static async Task<DateTimeOffset> ShouldBeDegradedAsync(BotHost host, int events)
    {
        var (status, body) = await host.GetAsync("/health/ready");
        status.Should().Be(200);
        body.GetProperty("status").GetString().Should().Be("degraded");
        body.GetProperty("database").GetString().Should().Be("down");
        body.GetProperty("spool").GetProperty("events").GetInt32().Should().BeGreaterThanOrEqualTo(events);
        return body.GetProperty("spool").GetProperty("since").GetDateTimeOffset();
    }

    private static async Task<string> SendCodeAsync(BotHost host, string phone)
    {
        var (status, body) = await host.PostAsync("/api_v1/otp_send", new { phone_number = phone });
        status.Should().Be(200, body.ToString());
        return body.GetProperty("data").GetProperty("otp").GetString()!;
    }

    private static async Task<int> VerifyAsync(BotHost host, string phone, string code) =>
        (await host.PostAsync("/api_v1/otp_verify", new { phone_number = phone, otp = code })).Status;
}
