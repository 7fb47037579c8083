using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Api;

/// <summary>The HOM-i API of the whole host, with SQLite and the sandbox behind real HTTP, while its partners misbehave.</summary>
public sealed class HomiOnTheRealHostTests
{
    private const string Phone = "9812345678";

    [Theory]
    [InlineData("status 400", 502)]
    [InlineData("refuse \"Invalid Destination\"", 502)]
    [InlineData("status 401", 502)]
    [InlineData("status 429", 503)]
    [InlineData("status 500", 503)]
    public async Task A_code_that_the_channel_refuses_leaves_none_behind(string fault, int expected)
    {
        await using var host = await BotHost.StartAsync();
        await host.MisbehaveAsync("gupshup", fault);

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
        await using var host = await BotHost.StartAsync();
        await host.MisbehaveAsync("gupshup", fault);

        var (status, body) = await host.PostAsync("/api_v1/otp_send", new { phone_number = Phone });
        var code = body.GetProperty("data").GetProperty("otp").GetString();

        status.Should().Be(200);
        (await host.PostAsync("/api_v1/otp_verify", new { phone_number = "+91 98123 45678", otp = code })).Status.Should().Be(200);
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
        await using var host = await BotHost.StartAsync();
        await host.MisbehaveAsync("basic", fault);

        var (status, body) = await host.PostAsync("/api_v1/lead_create", Lead);
        var made = await LeadsAsync(host);
        var again = await host.PostAsync("/api_v1/lead_create", Lead);

        status.Should().Be(expected);
        made.Should().Be(leads);
        again.Status.Should().Be(200, "the fault is over");
        (await LeadsAsync(host)).Should().Be(1);
        if (expected == 200) again.Body.GetProperty("basic_application_id").GetString().Should().Be(body.GetProperty("basic_application_id").GetString());
    }

    [Theory]
    [InlineData("status 500", 503)]
    [InlineData("garbage", 503)]
    [InlineData("drop", 503)]
    [InlineData("status 404", 404)]
    public async Task A_status_that_cannot_be_had_is_an_error_in_the_envelope(string fault, int expected)
    {
        await using var host = await BotHost.StartAsync();
        await host.PostAsync("/api_v1/lead_create", Lead);
        await host.MisbehaveAsync("basic", fault);

        var (status, body) = await host.PostAsync("/api_v1/lead_status", new { mobile_number = Phone });

        status.Should().Be(expected);
        body.GetProperty("success").GetBoolean().Should().BeFalse();
        (await host.PostAsync("/api_v1/lead_status", new { mobile_number = Phone })).Body.GetProperty("status").GetString().Should().Be("Lead");
    }

    /// <summary>Leads that the sandboxed lender made.</summary>
    private static async Task<int> LeadsAsync(BotHost host) =>
        (await host.GetAsync("/sandbox")).Body.GetProperty("ledger").TryGetProperty("lead", out var leads) ? leads.GetInt32() : 0;

    private static object Lead => new
    {
        loan_type = "home_loan", loan_amount = 5_000_000, loan_tenure = 20, pan_number = "ABCDE1234F", first_name = "John", last_name = "Doe",
        mobile_number = Phone, email = "john.doe@example.com", dob = "15/06/1990", pin_code = "400001",
    };
}
