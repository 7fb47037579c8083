using Bot.Engine.Abstractions;
using Bot.Host.Wiring;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Sandbox.State;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Postgres;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Storage.Spool;

/// <summary>The API's one-time codes at hosts whose PostgreSQL is stopped under them, with a clock that stands still.</summary>
[Collection(StoppedPostgres.Name)]
public sealed class FallbackCodesTests(PostgresServer server)
{
    private const string Mobile = "+919876543210";

    private string _code = "";
    private int _sends;

    [PostgresFact]
    public async Task Whoever_is_the_first_to_find_the_database_away_gets_a_code_that_any_host_verifies_afterwards()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 2);
        await server.StopAsync();
        try
        {
            (await IssueAsync(row.Hosts[0])).Should().BeOfType<IssueResult.Issued>();
            (await IssueAsync(row.Hosts[0], resend: true)).Should().BeOfType<IssueResult.TooSoon>();
            (await VerifyAsync(row.Hosts[0], "none")).Should().BeOfType<VerifyResult.Wrong>();
            await FluentActions.Awaiting(() => VerifyAsync(row.Hosts[1], _code)).Should().ThrowAsync<StoreUnavailableException>();
        }
        finally
        {
            await server.StartAsync();
        }

        row.World.Sent.Should().ContainSingle();
        foreach (var host in row.Hosts) await Eventually.Holds(() => host.Drainer!.TryAsync(default));
        (await IssueAsync(row.Hosts[1], resend: true)).Should().BeOfType<IssueResult.TooSoon>("the other host's send counts");
        (await VerifyAsync(row.Hosts[1], _code)).Should().BeOfType<VerifyResult.Verified>();
        foreach (var host in row.Hosts) (await VerifyAsync(host, _code)).Should().BeOfType<VerifyResult.NotFound>();
    }

    [PostgresFact]
    public async Task A_code_that_has_not_been_brought_yet_is_brought_by_whoever_asks_for_it()
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 1);
        var host = row.Hosts[0];
        await server.StopAsync();
        await IssueAsync(host);
        await server.StartAsync();

        host.Fallback!.Spool.MarkBack();

        (await IssueAsync(host)).Should().BeOfType<IssueResult.AlreadyActive>();
        (await VerifyAsync(host, _code)).Should().BeOfType<VerifyResult.Verified>();
        (await host.Drainer!.TryAsync(default)).Should().BeTrue();
        (await VerifyAsync(host, _code)).Should().BeOfType<VerifyResult.NotFound>();
    }

    [PostgresTheory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_code_whose_answer_was_lost_goes_out_again_only_when_nothing_is_heard_of_it(bool heard, int messages)
    {
        await using var row = await HostRow.StartAsync(await server.CreateDatabaseAsync(), 1);
        var host = row.Hosts[0];
        await server.StopAsync();
        try
        {
            row.World.Misbehave("gupshup", SandboxFault.DoneButLost);
            (await IssueAsync(host)).Should().BeOfType<IssueResult.Issued>();
            if (heard) await host.Intake.DispatchAsync([new StatusChanged("gupshup", row.Clock.GetUtcNow(), "g1", "", $"otp.here.send{_sends}", DeliveryStatus.Delivered, null)], default);
            row.Clock.MoveTo(row.Clock.GetUtcNow().AddMinutes(1));
            await host.FallbackPump!.DrainAsync(default);
        }
        finally
        {
            await server.StartAsync();
        }

        row.World.Sent.Should().HaveCount(messages);
        (await VerifyAsync(host, _code)).Should().BeOfType<VerifyResult.Verified>();
    }

    private async Task<IssueResult> IssueAsync(HeadlessBot host, bool resend = false) =>
        await CodesOf(host)
            .IssueAsync("", Mobile, $"send{++_sends}", resend,
                async (messenger, name, code) => await messenger.SendAsync(Mobile, _code = code, name, default) is not SendRefused,
                default);

    private static Task<VerifyResult> VerifyAsync(HeadlessBot host, string code) => CodesOf(host).VerifyAsync("", Mobile, code, default);

    private static ApiCodes CodesOf(HeadlessBot host) => host.Services.GetRequiredService<ApiCodes>();
}
