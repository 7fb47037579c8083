using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Values;
using Bot.Gateways.Http;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.Shauryapay;

/// <summary>What exactly goes over the wire, and how tolerantly an answer is read.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private ScriptedPartner _partner = null!;
    private ShauryapayClient _client = null!;
    private ShauryapayOperationRunner _operations = null!;

    public async Task InitializeAsync()
    {
        _partner = await ScriptedPartner.StartAsync();
        _client = ShauryapayClients.To(_partner.Address + "/testing/", subscriptionKey: "sub-key");
        _operations = new(TestGateways.ShauryapayOperations(_client, new FakeMediaLibrary()));
    }

    public async Task DisposeAsync()
    {
        await _partner.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"status":"true","message":"","data":[{"session_id":"s-9","agent_id":"17","serialNo":"608116-001-0001233"}]}""", "found")]
    [InlineData("""{"status":"true","message":"","data":[{"session_id":"s-9","agent_id":"18","serialNo":"608116-001-0001233"}]}""", "none")]
    [InlineData("""{"status":"true","message":"","data":[{"session_id":"s-9","agent_id":"17","serialNo":""}]}""", "none")]
    [InlineData("""{"status":"false","message":"No record found","data":[]}""", "none")]
    public async Task A_registration_is_found_for_the_agent_who_issued_the_tag(string answer, string outcome)
    {
        _partner.Answers("/testing/get_complete_customer_details_by_vehicle", answer);

        var result = await _operations.RunAsync("registration", ("vehicleNumber", "MH12AB1234"), ("agentId", "17"));

        result.Outcome.Should().Be(outcome);
        if (outcome == "found") (result.Result.Field("sessionId")!.Text, result.Result.Field("barcode")!.Text).Should().Be(("s-9", "608116-001-0001233"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task An_answer_of_more_than_a_megabyte_is_none_and_says_so(int over, bool taken)
    {
        const string Start = """{"status":"true","message":"ok","data":[]}""";
        _partner.Answers("/testing/long", Start + new string(' ', PeerClients.LongAnswer - Start.Length + over));

        var answer = await _client.GetAsync("long", CancellationToken.None);

        if (taken) answer.Should().NotBeOfType<ShauryapayAnswer.Unavailable>();
        else answer.Should().Be(new ShauryapayAnswer.Unavailable("The answer has more than 1048576 bytes.", MayBeDone: true));
    }

    [Theory]
    [InlineData("<br />\n<b>Notice</b>:  Undefined index: data in <b>/var/www/api.php</b> on line <b>12</b><br />\n", "")]
    [InlineData("<br />\n<b>Warning</b>: array {0} to string {x}\n<style>b{color:red}</style>", "")]
    [InlineData("{}\n", "")]
    [InlineData("", "\n<!-- served in 0.2s -->")]
    [InlineData("\uFEFF\n\n", "\n")]
    public async Task B44_what_stands_around_a_good_answer_does_not_make_it_a_bad_one(string before, string behind)
    {
        _partner.Answers("/testing/around", $$"""{{before}}{"status":"true","message":"ok","data":[]}{{behind}}""");

        (await _client.GetAsync("around", CancellationToken.None)).Should().BeOfType<ShauryapayAnswer.Ok>().Which.Message.Should().Be("ok");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public void B05_what_only_an_operator_can_mend_is_told_apart(int status)
    {
        ShauryapayErrors.Judge(new PeerAnswer.Answered(status, "<html>")).Should().BeOfType<ShauryapayAnswer.Unavailable>().Which.AsUnavailable().Fault!.Lasting
            .Should().Contain($"{status}");
        ShauryapayErrors.Judge(new PeerAnswer.Answered(503, "<html>")).AsUnavailable().Fault.Should().BeNull();
        ShauryapayErrors.Judge(new PeerAnswer.Answered(429, "<html>")).AsUnavailable().Fault.Should().BeNull();
    }

    [Theory]
    [InlineData("null", "null", "", "")]
    [InlineData("\"\"", "{}", "", "")]
    [InlineData("\"0\"", "{\"available\":0}", "0", "0")]
    [InlineData("\"5000.50\"", "{\"available\":\"3\"}", "5000.50", "3")]
    public async Task B44_what_is_absent_is_not_zero(string wallet, string counts, string shownWallet, string shownTags)
    {
        _partner.Answers("/testing/api/agent/get_by_mobile/9876543210",
            $$"""{"status":"true","message":"ok","data":[{"agent_details":{"id":"501","first_name":"Asha"},"wallet_balance":{{wallet}},"fastag_status_counts":{{counts}}}]}""");

        var found = (await _operations.RunAsync("agentByMobile", ("mobile", "+919876543210"))).Result;

        (found.Field("wallet")!.Text, found.Field("tags")!.Text).Should().Be((shownWallet, shownTags));
    }

    [Theory]
    [InlineData("pan", "1")]
    [InlineData("drivingLicence", "2")]
    [InlineData("voterId", "3")]
    [InlineData("passport", "4")]
    public async Task A_kind_of_id_goes_out_as_its_code(string idType, string docType)
    {
        await _operations.RunAsync("updateCustomer",
            ("sessionId", "s"), ("vehicleNumber", "MH12AB1234"), ("agentId", "17"), ("firstName", "Ravi"), ("lastName", "Kumar"), ("dob", "1990-06-05"), ("idType", idType), ("idNumber", "X"), ("expiry", "2030-01-02"), ("plan", "1"));

        Sent().Should().Contain(new Dictionary<string, string> { ["docType"] = docType, ["dob"] = "05-06-1990", ["expiryDate"] = "02-01-2030", ["plan_id"] = "1" });
    }

    [Fact]
    public async Task Every_field_is_a_string_and_the_trailing_path_of_the_base_is_kept()
    {
        await _operations.RunAsync("generateOtp", ("vehicleNumber", "MH12AB1234"), ("engineNumber", "A1234"), ("mobile", "+919812345678"), ("agentId", "17"));

        _partner.Last.Target.Should().Be("/testing/generate_otp_by_vehicle");
        _partner.Last.Body.Should().Be("""{"vehicle_number":"MH12AB1234","agent_id":"17","mobile_number":"9812345678","isChassis":"0","engineNo":"A1234","chassisNo":""}""");
        _partner.Last.Headers["aggr_channel"].Should().Be("SHSK");
        _partner.Last.Headers["ocp-apim-subscription-key"].Should().Be("sub-key");
        _partner.Last.Headers["Content-Type"].Should().StartWith("application/json");
        _partner.Last.Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task T16_a_vehicle_without_a_plate_goes_out_by_its_chassis_number()
    {
        await _operations.RunAsync("generateOtp", ("vehicleNumber", "MA3ERLF1S00123456"), ("engineNumber", "A1234"), ("mobile", "+919812345678"), ("agentId", "17"));
        Sent().Should().Contain(
            new Dictionary<string, string> { ["vehicle_number"] = "MA3ERLF1S00123456", ["isChassis"] = "1", ["engineNo"] = "", ["chassisNo"] = "23456" });

        await _operations.RunAsync("replaceGenerateOtp",
            ("agentId", "17"), ("mobile", "+919812345678"), ("vehicleNumber", "MA3ERLF1S00123456"), ("barcode", "608116-001-0001233"), ("reason", "lostTag"));
        Sent().Should().Contain(new Dictionary<string, string> { ["isChassis"] = "1", ["chassisNo"] = "23456" });

        await _operations.RunAsync("activate",
            ("sessionId", "s"), ("vehicleNumber", "MA3ERLF1S00123456"), ("agentId", "17"), ("barcode", "608116-001-0001233"), ("maker", "MARUTI"), ("model", "SWIFT"), ("descriptor", "Petrol"));
        Sent().Should().Contain(new Dictionary<string, string> { ["engineNo"] = "", ["chassisNo"] = "MA3ERLF1S00123456" });
    }

    [Theory]
    [InlineData("rcFront", "RCFRONT")]
    [InlineData("RC_FRONT", "RCFRONT")]
    [InlineData("RCFRONT", "RCFRONT")]
    [InlineData("tagAffix", "TAGAFFIX")]
    [InlineData("TAG_FIXED", "TAGAFFIX")]
    [InlineData("vehicleSide", "VEHICLESIDE")]
    public async Task A_photo_goes_out_under_the_partners_name_and_as_plain_base64(string ours, string wire)
    {
        await _operations.RunAsync("uploadDocument", ("sessionId", "s"), ("agentId", "17"), ("imageType", ours), ("image", FakeMediaLibrary.Reference("photo")));

        Sent().Should().Contain("imageType", wire);
        _partner.Last.Body.Should().Contain($"\"image\":\"{Convert.ToBase64String(FakeMediaLibrary.Photo)}\"").And.Contain("+");
    }

    [Fact]
    public async Task The_issue_of_a_tag_carries_everything_about_the_vehicle()
    {
        await _operations.RunAsync("activate",
            ("sessionId", "s"), ("vehicleNumber", "MH12AB1234"), ("agentId", "17"), ("barcode", "608116-001-0001233"), ("engineNumber", "A1234"), ("chassisNo", "CH"), ("maker", "MARUTI"), ("model", "SWIFT"),
            ("vehicleColour", "WHITE"), ("vehicleType", "Motor Car"), ("descriptor", "Petrol"), ("stateOfRegistration", "MH"));

        _partner.Last.Body.Should().Be("""{"sessionId":"s","vehicle_number":"MH12AB1234","agent_id":"17","serialNo":"608116-001-0001233","engineNo":"A1234","chassisNo":"CH","vehicleManuf":"MARUTI","model":"SWIFT","vehicleColour":"WHITE","type":"4W","vehicleType":"Motor Car","vehicleDescriptor":"Petrol","stateOfRegistration":"MH"}""");
    }

    [Theory]
    [InlineData("""{"status":"true","message":"","data":[{"amount":"50.5"}]}""", "50.50")]
    [InlineData("""{"status":true,"data":{"amount":50}}""", "50")]
    [InlineData("""{"status":"success","data":[{"amount":"1,050.00"}]}""", "1050")]
    public async Task An_envelope_is_read_in_all_its_forms(string body, string amount)
    {
        _partner.Answers("/testing/wallet_total_amount_api", body);

        (await _operations.RunAsync("wallet", ("agentId", "17"))).Result.Field("amount")!.Text.Should().Be(amount);
    }

    [Theory]
    [InlineData("""{"status":"true","data":null}""")]
    [InlineData("""{"status":"true","data":[]}""")]
    [InlineData("""{"status":"true","data":["x",3]}""")]
    [InlineData("""{"data":[{"amount":"5"}]}""")]
    [InlineData("""["x"]""")]
    [InlineData("null")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public async Task An_answer_without_a_balance_is_unavailable(string body)
    {
        _partner.Answers("/testing/wallet_total_amount_api", body);

        (await _operations.RunAsync("wallet", ("agentId", "17"))).Outcome.Should().Be("unavailable");
    }

    [Fact]
    public async Task An_uploads_inner_status_decides()
    {
        _partner.Answers("/testing/uploadDocument", """{"status":"true","message":"ok","data":[{"response":{"msg":"Blurred image","status":"failed","code":"11"}}]}""");

        var result = await _operations.RunAsync("uploadDocument", ("sessionId", "s"), ("agentId", "17"), ("imageType", "rcFront"), ("image", FakeMediaLibrary.Reference("photo")));

        result.Outcome.Should().Be("declined");
        result.Result.Field("reason")!.Text.Should().Be("Blurred image");
    }

    [Fact]
    public async Task Empty_lists_of_the_partner_are_filled_from_the_built_in_ones()
    {
        foreach (var path in new[] { "vehicleMakerList", "get_vehicleDescriptor", "get_agent_plan", "vehicleModelList" })
            _partner.Answers("/testing/" + path, """{"status":"true","message":"ok","data":[]}""");

        (await CountAsync("makers", "makers")).Should().Be(14);
        (await CountAsync("descriptors", "descriptors")).Should().Be(5);
        (await CountAsync("plans", "plans")).Should().Be(2);
        (await CountAsync("models", "models")).Should().Be(10);
    }

    [Fact]
    public async Task Used_barcodes_are_left_out()
    {
        _partner.Answers("/testing/get_my_available_barcode", """{"status":"true","data":[{"barcode":"608116-001-0000017","is_used":"1"},{"barcode":"608116-001-0000027","is_used":0}]}""");

        var result = await _operations.RunAsync("availableBarcodes", ("agentId", "17"), ("endsWith", "7"));

        ((ListValue)result.Result.Field("barcodes")!).Items.Should().ContainSingle().Which.Field("barcode")!.Text.Should().Be("608116-001-0000027");
    }

    [Theory]
    [InlineData(503, "unavailable")]
    [InlineData(401, "unavailable")]
    [InlineData(404, "unknown")]
    public async Task An_agent_is_unknown_only_when_the_partner_says_so(int status, string outcome)
    {
        _partner.Answers("/testing/api/agent/get_by_mobile/9000000000", """{"status":"error","message":"Agent not found","data":null}""", status);

        (await _operations.RunAsync("agentByMobile", ("mobile", "9000000000"))).Outcome.Should().Be(outcome);
    }

    private async Task<int> CountAsync(string verb, string field)
    {
        var result = await _operations.RunAsync(verb, ("sessionId", "s"), ("agentId", "17"), ("vehicleNumber", "MH12AB1234"), ("maker", "TOYOTA"));
        result.Outcome.Should().Be("found");
        return ((ListValue)result.Result.Field(field)!).Items.Length;
    }

    private Dictionary<string, string> Sent() => JsonSerializer.Deserialize<Dictionary<string, string>>(_partner.Last.Body)!;
}
