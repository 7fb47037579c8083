using System.Net.Http.Json;
using System.Text.Json;
using Bot.Host;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Tests.Support;

namespace Bot.Tests.Api;

/// <summary>The HOM-i API of the whole host, with SQLite and the sandbox behind real HTTP, while its partners misbehave.</summary>
public sealed class HomiOnTheRealHostTests : IAsyncLifetime
{
    private const string Phone = "9812345678";

    private readonly TemporaryFolder _folder = new();
    private BotServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var settings = StageSettings.Of(_folder.Path, Repository.Flows, "test-secret") with { Listen = new ListenSettings("127.0.0.1", FreePort.Take()), Console = false };
        _server = await BotServer.OpenAsync(settings);
        await _server.App.StartAsync();
        _client = new() { BaseAddress = settings.Listen.Loopback };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("status 400", 502)]
    [InlineData("refuse \"Invalid Destination\"", 502)]
    [InlineData("status 401", 502)]
    [InlineData("status 429", 503)]
    [InlineData("status 500", 503)]
    public async Task A_code_that_the_channel_refuses_leaves_none_behind(string fault, int expected)
    {
        await MisbehaveAsync("gupshup", fault);

        var (status, body) = await PostAsync("otp_send", new { phone_number = Phone });

        status.Should().Be(expected);
        body.GetProperty("success").GetBoolean().Should().BeFalse();
        body.GetProperty("data").GetProperty("phone_number").GetString().Should().Be(Phone);
        (await PostAsync("otp_send", new { phone_number = Phone })).Status.Should().Be(200, "no code of the failed send is in the way");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("doneButLost")]
    public async Task A_code_whose_answer_was_lost_still_works(string fault)
    {
        await MisbehaveAsync("gupshup", fault);

        var (status, body) = await PostAsync("otp_send", new { phone_number = Phone });
        var code = body.GetProperty("data").GetProperty("otp").GetString();

        status.Should().Be(200);
        (await PostAsync("otp_verify", new { phone_number = "+91 98123 45678", otp = code })).Status.Should().Be(200);
        (await PostAsync("otp_verify", new { phone_number = Phone, otp = code })).Status.Should().Be(404, "a code is used once");
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
        await MisbehaveAsync("basic", fault);

        var (status, body) = await PostAsync("lead_create", Lead);
        var made = await LeadsAsync();
        var again = await PostAsync("lead_create", Lead);

        status.Should().Be(expected);
        made.Should().Be(leads);
        again.Status.Should().Be(200, "the fault is over");
        (await LeadsAsync()).Should().Be(1);
        if (expected == 200) again.Body.GetProperty("basic_application_id").GetString().Should().Be(body.GetProperty("basic_application_id").GetString());
    }

    [Theory]
    [InlineData("status 500", 503)]
    [InlineData("garbage", 503)]
    [InlineData("drop", 503)]
    [InlineData("status 404", 404)]
    public async Task A_status_that_cannot_be_had_is_an_error_in_the_envelope(string fault, int expected)
    {
        await PostAsync("lead_create", Lead);
        await MisbehaveAsync("basic", fault);

        var (status, body) = await PostAsync("lead_status", new { mobile_number = Phone });

        status.Should().Be(expected);
        body.GetProperty("success").GetBoolean().Should().BeFalse();
        (await PostAsync("lead_status", new { mobile_number = Phone })).Body.GetProperty("status").GetString().Should().Be("Lead");
    }

    private static object Lead => new
    {
        loan_type = "home_loan", loan_amount = 5_000_000, loan_tenure = 20, pan_number = "ABCDE1234F", first_name = "John", last_name = "Doe",
        mobile_number = Phone, email = "john.doe@example.com", dob = "15/06/1990", pin_code = "400001",
    };

    private async Task<(int Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var response = await _client.PostAsJsonAsync($"/api_v1/{path}", body);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task MisbehaveAsync(string partner, string fault) =>
        (await _client.PostAsJsonAsync("/sandbox/faults", new { partner, fault })).EnsureSuccessStatusCode();

    private async Task<int> LeadsAsync() =>
        (await _client.GetFromJsonAsync<JsonElement>("/sandbox")).GetProperty("ledger").TryGetProperty("lead", out var leads) ? leads.GetInt32() : 0;
}
