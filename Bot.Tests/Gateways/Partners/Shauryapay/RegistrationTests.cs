using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Sandbox.State;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.Shauryapay;

/// <summary>A whole registration through the operations, against the sandbox.</summary>
public sealed class RegistrationTests : SandboxFixture
{
    private const string Vehicle = "MH12AB1234";
    private const string Customer = "9812345678";
    private const string Barcode = "608116-001-0001233";

    [Fact]
    public async Task An_agent_is_known_by_mobile()
    {
        var result = await Shauryapay.RunAsync("agentByMobile", ("mobile", "+919876543210"));

        result.Outcome.Should().Be("found");
        result.Result.Field("name")!.Text.Should().Be("Asha Rao");
        result.Result.Field("mobile")!.Text.Should().Be("9876543210");
        result.Result.Field("wallet")!.Text.Should().Be("5000");
        result.Result.Field("tags")!.Text.Should().Be("10");
        result.Result.Field("id")!.Text.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_stranger_is_unknown() => (await Shauryapay.RunAsync("agentByMobile", ("mobile", "9000000000"))).Outcome.Should().Be("unknown");

    [Fact]
    public async Task A_registration_runs_from_the_first_code_to_the_tag()
    {
        var activated = await Shauryapay.RunAsync("activate", await ReadyToActivateAsync());

        activated.Outcome.Should().Be("activated");
        World.Ledger.TagsOn(Vehicle).Should().Be(1);
        World.Ledger.TagsWith(Barcode).Should().Be(1);
        var agent = await Shauryapay.RunAsync("agentByMobile", ("mobile", "9876543210"));
        agent.Result.Field("wallet")!.Text.Should().Be("4600");
        agent.Result.Field("tags")!.Text.Should().Be("9");
        (await Shauryapay.RunAsync("wallet", ("agentId", agent.Result.Field("id")!))).Result.Field("amount")!.Text.Should().Be("4600");
    }

    [Fact]
    public async Task The_same_tag_is_not_issued_twice()
    {
        var arguments = await ReadyToActivateAsync();
        await Shauryapay.RunAsync("activate", arguments);

        var again = await Shauryapay.RunAsync("activate", arguments);

        again.Outcome.Should().Be("declined");
        World.Ledger.TagsOn(Vehicle).Should().Be(1);
        World.Ledger.Repeated().Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_code_is_invalid()
    {
        var (agent, ids) = await CodeSentAsync("9876543210");

        var result = await ValidateAsync(agent, ids, "000000");

        result.Outcome.Should().Be("invalid");
        result.Result.Field("reason")!.Text.Should().Be("Invalid OTP");
    }

    [Fact]
    public async Task A_resend_replaces_both_ids_and_the_code()
    {
        var (agent, first) = await CodeSentAsync("9876543210");
        var oldCode = World.LastCodeFor(Customer)!;
        var (_, second) = await CodeSentAsync("9876543210");

        second.Should().NotBe(first);
        (await ValidateAsync(agent, first, oldCode)).Outcome.Should().Be("invalid");
        (await ValidateAsync(agent, second, World.LastCodeFor(Customer)!)).Outcome.Should().Be("verified");
    }

    [Fact]
    public async Task An_agent_with_little_money_is_told_so()
    {
        var (agent, ids) = await CodeSentAsync("9876500002");

        var result = await ValidateAsync(agent, ids, World.LastCodeFor(Customer)!);

        result.Outcome.Should().Be("lowWallet");
        result.Result.Field("reason")!.Text.Should().Be("Insufficient wallet balance. Please recharge to continue.");
    }

    [Fact]
    public async Task An_id_of_another_customer_is_declined()
    {
        await ReadyToActivateAsync();
        var other = await Shauryapay.RunAsync("generateOtp", ("vehicleNumber", "MH12AB9999"), ("engineNumber", "12345"), ("mobile", "9811111111"), ("agentId", "501"));
        var (requestId, sessionId) = (other.Result.Field("requestId")!, other.Result.Field("sessionId")!);
        await Shauryapay.RunAsync("validateOtp", ("requestId", requestId), ("sessionId", sessionId), ("agentId", "501"), ("otp", World.LastCodeFor("9811111111")!), ("vehicleNumber", "MH12AB9999"));

        var result = await Shauryapay.RunAsync("updateCustomer", Customers(sessionId, "MH12AB9999", "501"));

        result.Outcome.Should().Be("declined");
        result.Result.Field("reason")!.Text.Should().Contain("another mobile number");
    }

    [Theory]
    [InlineData("large", "photo.tooLarge")]
    [InlineData("text", "photo.file")]
    [InlineData("gone", "photo.gone")]
    public async Task A_photo_that_cannot_be_used_is_asked_for_again(string media, string message)
    {
        var result = await Shauryapay.RunAsync("uploadDocument", ("sessionId", "s"), ("agentId", "501"), ("imageType", "rcFront"), ("image", FakeMediaLibrary.Reference(media)));

        result.Outcome.Should().Be("unavailable");
        result.Fault.Should().Be(new CallFault(Argument: "image", Message: message));
    }

    [Fact]
    public async Task Barcodes_are_found_by_their_last_digits()
    {
        var some = await Shauryapay.RunAsync("availableBarcodes", ("agentId", "501"), ("endsWith", "1233"));
        var all = await Shauryapay.RunAsync("availableBarcodes", ("agentId", "501"), ("endsWith", ""));
        var none = await Shauryapay.RunAsync("availableBarcodes", ("agentId", "501"), ("endsWith", "9999"));

        ((ListValue)some.Result.Field("barcodes")!).Items.Should().ContainSingle().Which.Field("barcode")!.Text.Should().Be(Barcode);
        ((ListValue)all.Result.Field("barcodes")!).Items.Should().HaveCount(10);
        none.Outcome.Should().Be("none");
    }

    [Fact]
    public async Task Lists_come_as_rows_to_choose_from()
    {
        (await NamesAsync("makers", "makers", ("sessionId", "s"), ("agentId", "501"), ("vehicleNumber", Vehicle))).Should().Contain("MARUTI").And.HaveCount(14);
        (await NamesAsync("models", "models", ("sessionId", "s"), ("agentId", "501"), ("vehicleNumber", Vehicle), ("maker", "MARUTI"))).Should().Contain("SWIFT").And.HaveCount(6);
        (await NamesAsync("descriptors", "descriptors")).Should().Equal("Petrol", "Diesel", "CNG", "Electric", "Hybrid");
        (await NamesAsync("plans", "plans", ("agentId", "501"))).Should().Equal("400 Plan", "500 Plan");
        (await Shauryapay.RunAsync("models", ("sessionId", "s"), ("agentId", "501"), ("vehicleNumber", Vehicle), ("maker", "HONDA"))).Outcome.Should().Be("none");
    }

    [Fact]
    public async Task A_tag_is_replaced_by_the_call_that_checks_the_code()
    {
        var sent = await Shauryapay.RunAsync("replaceGenerateOtp", ("agentId", "501"), ("mobile", Customer), ("vehicleNumber", Vehicle), ("barcode", Barcode), ("reason", "others"), ("reasonText", "=windscreen changed"));
        (string, Value)[] Arguments(string otp) => [("requestId", sent.Result.Field("requestId")!), ("sessionId", sent.Result.Field("sessionId")!), ("otp", otp), ("vehicleNumber", Vehicle), ("barcode", Barcode), ("agentId", "501")];

        var wrong = await Shauryapay.RunAsync("replaceValidateOtp", Arguments("000000"));
        var right = await Shauryapay.RunAsync("replaceValidateOtp", Arguments(World.LastCodeFor(Customer)!));

        sent.Outcome.Should().Be("sent");
        wrong.Outcome.Should().Be("invalid");
        right.Outcome.Should().Be("replaced");
        World.Ledger.TagsWith(Barcode).Should().Be(1);
    }

    [Fact]
    public async Task An_activation_that_was_done_and_lost_is_found_again_and_one_that_was_dropped_is_run_again()
    {
        var arguments = await ReadyToActivateAsync();
        World.Misbehave("shauryapay", SandboxFault.Drop.On("update_vehicle_details"));
        World.Misbehave("shauryapay", SandboxFault.DoneButLost.On("update_vehicle_details"));

        await FluentActions.Awaiting(() => Shauryapay.RunAsync("activate", arguments)).Should().ThrowAsync<AnswerLostException>();
        var afterDrop = await Shauryapay.RecoverAsync("activate", arguments);
        await FluentActions.Awaiting(() => Shauryapay.RunAsync("activate", arguments)).Should().ThrowAsync<AnswerLostException>();
        var afterLoss = await Shauryapay.RecoverAsync("activate", arguments);

        afterDrop.Should().BeOfType<Recovery.NotDone>();
        afterLoss.Should().BeOfType<Recovery.Done>().Which.Result.Outcome.Should().Be("activated");
        World.Ledger.TagsOn(Vehicle).Should().Be(1);
        World.UnusedFaults().Should().BeEmpty();
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string verb, string field, params (string, Value)[] arguments)
    {
        var result = await Shauryapay.RunAsync(verb, arguments);
        result.Outcome.Should().Be("found");
        return [.. ((ListValue)result.Result.Field(field)!).Items.Select(item => item.Field("name")!.Text)];
    }

    private async Task<(string AgentId, (string RequestId, string SessionId) Ids)> CodeSentAsync(string agentMobile)
    {
        var agent = (await Shauryapay.RunAsync("agentByMobile", ("mobile", agentMobile))).Result.Field("id")!.Text;
        var sent = await Shauryapay.RunAsync("generateOtp", ("vehicleNumber", Vehicle), ("engineNumber", "A1234"), ("mobile", "+91" + Customer), ("agentId", agent));
        sent.Outcome.Should().Be("sent");
        return (agent, (sent.Result.Field("requestId")!.Text, sent.Result.Field("sessionId")!.Text));
    }

    private Task<CallResult> ValidateAsync(string agent, (string RequestId, string SessionId) ids, string otp) =>
        Shauryapay.RunAsync("validateOtp", ("requestId", ids.RequestId), ("sessionId", ids.SessionId), ("agentId", agent), ("otp", otp), ("vehicleNumber", Vehicle));

    private static (string, Value)[] Customers(Value sessionId, string vehicle, string agent) =>
    [
        ("sessionId", sessionId), ("vehicleNumber", vehicle), ("agentId", agent), ("firstName", "Ravi"), ("lastName", "Kumar"), ("dob", "1990-06-15"),
        ("idType", "passport"), ("idNumber", "A1234567"), ("expiry", "2030-01-31"), ("plan", Value.Record(("id", "400"), ("name", "400 Plan"))),
    ];

    private async Task<(string, Value)[]> ReadyToActivateAsync()
    {
        var (agent, ids) = await CodeSentAsync("9876543210");
        var verified = await ValidateAsync(agent, ids, World.LastCodeFor(Customer)!);
        verified.Outcome.Should().Be("verified");
        verified.Result.Field("stateOfRegistration")!.Text.Should().Be("MH");
        (await Shauryapay.RunAsync("updateCustomer", Customers(ids.SessionId, Vehicle, agent))).Outcome.Should().Be("created");
        foreach (var photo in new[] { "rcFront", "RC_BACK", "VEHICLEFRONT", "vehicleSide", "tagAffix" })
            (await Shauryapay.RunAsync("uploadDocument", ("sessionId", ids.SessionId), ("agentId", agent), ("imageType", photo), ("image", FakeMediaLibrary.Reference("photo")))).Outcome.Should().Be("uploaded");
        return
        [
            ("sessionId", ids.SessionId), ("vehicleNumber", Vehicle), ("agentId", agent), ("barcode", Value.Record(("barcode", Barcode))), ("engineNumber", "A1234"),
            ("maker", Value.Record(("name", "MARUTI"))), ("model", "SWIFT"), ("descriptor", "Petrol"),
        ];
    }
}
