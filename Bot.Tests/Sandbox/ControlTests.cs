using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Sandbox;
using Bot.Tests.Support;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Sandbox;

/// <summary>The sandbox by curl.</summary>
public sealed class ControlTests : SandboxFixture
{
    [Fact]
    public async Task The_overview_shows_agents_without_their_numbers_and_names()
    {
        using var http = new HttpClient();

        var text = await http.GetStringAsync(Address + "/sandbox");

        text.Should().Contain("98******10").And.NotContain("9876543210").And.NotContain("Asha");
    }

    [Fact]
    public async Task Codes_texts_and_messages_can_be_read()
    {
        using var http = new HttpClient();
        await Shauryapay.RunAsync("generateOtp", ("vehicleNumber", "MH12AB1234"), ("engineNumber", "A1234"), ("mobile", "9812345678"), ("agentId", "501"));
        await http.GetStringAsync(Address + "/sandbox/sms/api/sendmsg.php?user=u&pass=p&sender=SHYPAY&phone=9876543210&text=OTP+1234");

        (await http.GetFromJsonAsync<JsonElement>(Address + "/sandbox/otp/9812345678")).GetProperty("code").GetString().Should().HaveLength(6);
        (await http.GetFromJsonAsync<JsonElement>(Address + "/sandbox/otp/9876543210")).GetProperty("code").GetString().Should().Be("1234");
        (await http.GetFromJsonAsync<JsonElement>(Address + "/sandbox/sms?mobile=9876543210")).GetArrayLength().Should().Be(1);
        (await http.GetFromJsonAsync<JsonElement>(Address + "/sandbox/sent?to=919812345678")).GetArrayLength().Should().Be(0);
        (await http.GetAsync(Address + "/sandbox/otp/9000000000")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_partner_is_told_to_misbehave_and_to_stop()
    {
        using var http = new HttpClient { DefaultRequestHeaders = { { SandboxEndpoints.OwnHeader, "1" } } };

        var armed = await http.PostAsJsonAsync(Address + "/sandbox/faults", new { partner = "shauryapay", fault = "status 503 always" });
        var during = await Shauryapay.RunAsync("wallet", ("agentId", "501"));
        await http.DeleteAsync(Address + "/sandbox/faults");
        var after = await Shauryapay.RunAsync("wallet", ("agentId", "501"));
        var wrong = await http.PostAsJsonAsync(Address + "/sandbox/faults", new { partner = "shauryapay", fault = "explode" });

        armed.StatusCode.Should().Be(HttpStatusCode.OK);
        during.Outcome.Should().Be("unavailable");
        after.Outcome.Should().Be("ok");
        wrong.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_changes_the_sandbox_by_hand_must_come_from_no_foreign_page()
    {
        using var http = new HttpClient();

        var armed = await http.PostAsJsonAsync(Address + "/sandbox/faults", new { partner = "sms", fault = "drop always" });
        var cleared = await http.DeleteAsync(Address + "/sandbox/faults");

        (armed.StatusCode, cleared.StatusCode).Should().Be((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
        World.UnusedFaults().Should().BeEmpty();
    }

    [Fact]
    public void The_same_seed_gives_the_same_world()
    {
        static string Code(int seed)
        {
            var world = new SandboxWorld(new ManualClock(), seed);
            return world.GiveMedia(new byte[] { 1 }, "image/png");
        }

        Code(3).Should().Be(Code(3)).And.NotBe(Code(4));
    }

    [Fact]
    public async Task Two_people_who_want_the_last_tag_at_once_get_one()
    {
        World.GiveAgent("9800000001", "Meera Nair", 5000, "608116-002-0000001");
        using var http = new HttpClient();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var vehicle = $"MH12AB{1000 + i}";
            var customer = $"{9811111100 + i}";
            var ids = (await PostAsync("generate_otp_by_vehicle", new { vehicle_number = vehicle, agent_id = "503", mobile_number = customer, engineNo = "12345" })).GetProperty("data")[0];
            var session = ids.GetProperty("sessionId").GetString();
            await PostAsync("validate_otp_bajaj",
                new
                {
                    requestId = ids.GetProperty("requestId").GetString(), sessionId = session, agent_id = "503", otp = World.LastCodeFor(customer),
                    vehicle_number = vehicle
                });
            await PostAsync("update_customer_details", new { sessionId = session, name = "A", lastName = "B", dob = "15-06-1990", docType = "1", docNo = $"ABCPD12{i}4E", plan_id = "400" });
            foreach (var photo in new[] { "RCFRONT", "RCBACK", "VEHICLEFRONT", "VEHICLESIDE" })
                await PostAsync("uploadDocument", new { sessionId = session, imageType = photo, image = Convert.ToBase64String(FakeMediaLibrary.Photo) });
            return (await PostAsync("update_vehicle_details", new { sessionId = session, vehicle_number = vehicle, agent_id = "503", serialNo = "608116-002-0000001" })).GetProperty("status").GetString();
        }));

        results.Should().ContainSingle(status => status == "true");
        World.Ledger.TagsWith("608116-002-0000001").Should().Be(1);

        async Task<JsonElement> PostAsync(string path, object body)
        {
            using var answer = await http.PostAsJsonAsync($"{Address}/sandbox/shauryapay/{path}", body);
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
    }
}
