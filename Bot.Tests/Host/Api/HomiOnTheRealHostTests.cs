using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Api;

/// <summary>The HOM-i API of the whole host, with SQLite and the sandbox behind real HTTP, while its partners misbehave.</summary>
/// <remarks>One host serves them all: each test has a number, a PAN and an address that no other has, and a fault lasts for one call.</remarks>
public sealed class HomiOnTheRealHostTests(SandboxedHost sandboxed) : IClassFixture<SandboxedHost>
{
    private static int _people;

    private readonly int _person = Interlocked.Increment(ref _people);

    private string Phone => $"98123{_person:00000}";

    [Theory]
    [InlineData("status 400", 502)]
    [InlineData("refuse \"Invalid Destination\"", 502)]
    [InlineData("status 401", 502)]
    [InlineData("status 429", 503)]
    [InlineData("status 500", 503)]
    public async Task A_code_that_the_channel_refuses_leaves_none_behind(string fault, int expected)
    {
        var host = sandboxed.Host;
        await GupshupMisbehavesAsync(host, fault);

        var (status, body) = await host.PostAsync("/api_v1/otp_send", new { phone_number = Phone });

        status.Should().Be(expected);
        body.GetProperty("success").GetBoolean().Should().BeFalse();
        body.GetProperty("data").GetProperty("phone_number").GetString().Should().Be(Phone);
        (await host.PostAsync("/api_v1/otp_send", new { phone_number = Phone })).Status.Should().Be(200, "no code of the failed send is in the way");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("doneButLost")]
    public async Task A_code_whose_answer_was_lost_still_works(string fault)
    {
        var host = sandboxed.Host;
        await GupshupMisbehavesAsync(host, fault);

        var (status, body) = await host.PostAsync("/api_v1/otp_send", new { phone_number = Phone });
        var code = body.GetProperty("data").GetProperty("otp").GetString();

        status.Should().Be(200);
        (await host.PostAsync("/api_v1/otp_verify", new { phone_number = $"+91 {Phone[..5]} {Phone[5..]}", otp = code })).Status.Should().Be(200);
        (await host.PostAsync("/api_v1/otp_verify", new { phone_number = Phone, otp = code })).Status.Should().Be(404, "a code is used once");
    }

    [Theory]
    [InlineData("status 400", 400, 0)]
    [InlineData("refuse \"No\"", 400, 0)]
    [InlineData("status 429", 503, 0)]
    [InlineData("status 500", 200, 1)]
    [InlineData("garbage", 200, 1)]
    [InlineData("drop", 200, 1)]
    [InlineData("doneButLost", 200, 1)]
    [InlineData("latency 9s", 200, 1)]
    public async Task A_lead_is_made_once_whatever_the_lender_does(string fault, int expected, int leads)
    {
        var host = sandboxed.Host;
        var before = await LeadsAsync(host);
        await host.MisbehaveAsync("basic", fault);

        var (status, body) = await host.PostAsync("/api_v1/lead_create", Lead);
        var made = await LeadsAsync(host) - before;
        var again = await host.PostAsync("/api_v1/lead_create", Lead);

        status.Should().Be(expected);
        made.Should().Be(leads);
        again.Status.Should().Be(200, "the fault is over");
        (await LeadsAsync(host) - before).Should().Be(1);
        if (expected == 200) again.Body.GetProperty("basic_application_id").GetString().Should().Be(body.GetProperty("basic_application_id").GetString());
    }

    [Theory]
    [InlineData("status 500", 503)]
    [InlineData("garbage", 503)]
    [InlineData("drop", 503)]
    [InlineData("status 404", 404)]
    public async Task A_status_that_cannot_be_had_is_an_error_in_the_envelope(string fault, int expected)
    {
        var host = sandboxed.Host;
        await host.PostAsync("/api_v1/lead_create", Lead);
        await host.MisbehaveAsync("basic", fault);

        var (status, body) = await host.PostAsync("/api_v1/lead_status", new { mobile_number = Phone });

        status.Should().Be(expected);
        body.GetProperty("success").GetBoolean().Should().BeFalse();
        (await host.PostAsync("/api_v1/lead_status", new { mobile_number = Phone })).Body.GetProperty("status").GetString().Should().Be("Lead");
    }

    /// <summary>The next call to the channel goes wrong: the notice of an earlier test's lead, sent in the background, is not to be that call.</summary>
    private static async Task GupshupMisbehavesAsync(BotHost host, string fault)
    {
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);
        await host.MisbehaveAsync("gupshup", fault);
    }

    /// <summary>Leads that the sandboxed lender made.</summary>
    private static async Task<int> LeadsAsync(BotHost host) =>
        (await host.GetAsync("/sandbox")).Body.GetProperty("ledger").TryGetProperty("lead", out var leads) ? leads.GetInt32() : 0;

    private object Lead => new
    {
        loan_type = "home_loan", loan_amount = 5_000_000, loan_tenure = 20, pan_number = $"ABCPE{_person:0000}F", first_name = "John", last_name = "Doe",
        mobile_number = Phone, email = $"john.doe{_person}@example.com", dob = "15/06/1990", pin_code = "400001",
    };
}
