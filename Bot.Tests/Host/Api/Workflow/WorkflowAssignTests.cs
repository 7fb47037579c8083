using Bot.Sandbox.State;

namespace Bot.Tests.Host.Api.Workflow;

/// <summary>A registration, step by step over HTTP.</summary>
public sealed class WorkflowAssignTests
{
    [Fact]
    public async Task A_registration_goes_from_the_login_to_the_issued_tag()
    {
        await using var host = await WorkflowHost.StartAsync();

        var start = (await host.PostAsync("/agents/start", """{"mobile_number":"9876500001"}""")).Taken("OTP sent to your mobile. Please enter the 4-digit OTP.");
        start.Fact("next_step").Should().Be("/agents/verify_otp");
        start.Fact("agent_name").Should().BeEmpty("nothing is told of an agent before the OTP");
        var menu = (await host.PostAsync("/agents/verify_otp", $$"""{"mobile_number":"9876500001","otp":"{{await host.CodeOfAsync(WorkflowHost.Agent)}}"}""")).Taken("Hi Asha Rao*");
        menu.Options.Should().Equal("Assign a FASTag", "Replace a FASTag", "Send tag photo", "Re-KYC of a tag");
        (menu.Fact("agent_name"), menu.Fact("wallet_balance"), menu.Fact("fastags_left")).Should().Be(("Asha Rao", "5000", "2"));

        var session = new WorkflowSession(host, menu.Session);
        (await session.AssignAsync("start", new { })).Taken("Let's get your FASTag*");
        (await session.AssignAsync("vehicle_number", new { vehicle_number = "mh 12 ab 1234" })).Taken("Got it ✅Share the last 5 digits of engine no.").Fact("vehicle_number").Should().Be("MH12AB1234");
        (await session.AssignAsync("engine_number", new { engine_number = 48213 })).Taken("Now send user's 10-digit Mobile Number:");
        (await session.AssignAsync("user_mobile", new { user_mobile = "9876500009" })).Taken("Sending OTP to your 9876500009*");
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken("Is MH12AB1234 this vehicle?*");
        (await session.AssignAsync("user_info", new { first_name = "Ravi", last_name = "Kumar", dob = "15-06-1990" })).Taken("Thanks Ravi Kumar*").Options.Should().HaveCount(4);
        (await session.AssignAsync("id_proof", new { id_type = "PAN", id_number = "ABCPD1234E" })).Taken("Select your Plan*").Options.Should().Equal("400 Plan", "500 Plan");
        (await session.AssignAsync("plan", new { plan = "400" })).Taken("User Wallet Created Successfully*📄 RC Front*");
        foreach (var type in new[] { "rc_front", "rc_back", "vehicle_front", "vehicle_side", "tag_fixed" })
            (await session.AssignAsync("upload_image", new { image_type = type, image_base64 = WorkflowSession.Photo })).Taken();
        (await session.AssignAsync("serial_number", new { serial_number = "1234" })).Taken().Options.Should().Equal("608116-001-0001234");
        (await session.AssignAsync("barcode", new { barcode = "1" })).Taken("Who is your Vehicle Maker*");
        (await session.AssignAsync("vehicle_maker", new { maker = "More" })).Taken().Options.Should().Contain("HONDA");
        (await session.AssignAsync("vehicle_maker", new { maker = "honda" })).Taken("What is your Vehicle Model?");
        (await session.AssignAsync("vehicle_model", new { model = "City" })).Taken("What is your Vehicle Descriptor*");
        (await session.AssignAsync("vehicle_descriptor", new { descriptor = "Diesel" })).Taken("Checkout Details*City*").Options.Should().Equal("Yes", "No");
        var done = (await session.AssignAsync("confirm", new { confirm = "Yes" })).Taken("🎉 Success! Your FASTag has been Activated ✅*Let's continue with the next one*");

        (done.Fact("customer_name"), done.Fact("barcode"), done.Fact("wallet_balance"), done.Fact("fastags_left")).Should().Be(("Ravi Kumar", "608116-001-0001234", "4600", "1"));
        host.World.Ledger.TagsOn("MH12AB1234").Should().Be(1);
    }

    [Theory]
    [InlineData("yes", "Checkout Details*Vehicle Maker - MARUTI*SWIFT*")]
    [InlineData("Yes", "Checkout Details*Vehicle Maker - MARUTI*SWIFT*")]
    [InlineData("differs", "Who is your Vehicle Maker*")]
    [InlineData("false", "Who is your Vehicle Maker*")]
    public async Task T14_a_workflow_that_confirms_the_registered_vehicle_is_not_asked_for_it(string confirmed, string asked)
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken().Fact("next_step").Should().Be("/fastags/assign/vehicle_confirm");

        (await session.AssignAsync("vehicle_confirm", new { vehicle_confirm = confirmed })).Taken("Share your FirstName");
        (await session.AssignAsync("user_info", new { first_name = "Ravi", last_name = "Kumar", dob = "15-06-1990" })).Taken();
        (await session.AssignAsync("id_proof", new { id_type = "PAN", id_number = "ABCPD1234E" })).Taken();
        (await session.AssignAsync("plan", new { plan = "400" })).Taken();
        foreach (var type in new[] { "rc_front", "rc_back", "vehicle_front", "vehicle_side", "tag_fixed" })
            (await session.AssignAsync("upload_image", new { image_type = type, image_base64 = WorkflowSession.Photo })).Taken();
        (await session.AssignAsync("serial_number", new { serial_number = "1234" })).Taken();
        (await session.AssignAsync("barcode", new { barcode = "1" })).Taken(asked);
    }

    [Fact]
    public async Task A_workflow_is_asked_for_the_number_again_where_the_registered_vehicle_is_another()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken();

        (await session.AssignAsync("vehicle_confirm", new { vehicle_confirm = "wrong_number" })).Taken("*Please enter your Vehicle Number*");
    }

    [Fact]
    public async Task T15_the_photo_of_a_tag_that_was_issued_without_it_is_taken_later()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToConfirmAsync()).Taken();
        (await session.AssignAsync("confirm", new { confirm = "Yes" })).Taken("*stays blocked until the photo of the tag*");

        (await session.StepAsync("/fastags/tag-photo/vehicle", new { vehicle_number = "MH12AB1234" })).Taken("*photo of the tag 608116-001-0001234*").Fact("next_step").Should().Be("/fastags/tag-photo/upload_image");
        (await session.StepAsync("/fastags/tag-photo/upload_image", new { image_type = "tag_fixed", image_base64 = WorkflowSession.Photo })).Taken("✅ The photo of the tag on MH12AB1234 is in.*");
    }

    [Theory]
    [InlineData("vehicle_number")]
    [InlineData("vehicle-details")]
    public async Task T16_a_vehicle_without_a_plate_goes_by_its_chassis_number(string step)
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();

        (await session.AssignAsync(step, new { vehicle_number = "ma3 erlf1s 00123456", engine_number = "48213" })).Taken("Now send user's*").Fact("vehicle_number").Should().Be("MA3ERLF1S00123456");
        (await session.AssignAsync("engine_number", new { engine_number = "48213" })).Again("Now send user's*");
        (await session.AssignAsync("user_mobile", new { user_mobile = "9876500009" })).Taken();
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken("Is MA3ERLF1S00123456 this vehicle?*");
    }

    [Fact]
    public async Task T16_the_step_of_the_vehicle_answers_the_question_for_its_chassis_number_too()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();

        (await session.AssignAsync("vehicle_number", new { vehicle_number = "new car" })).Taken("For a new vehicle*").Fact("next_step").Should().Be("/fastags/assign/vehicle_number");
        (await session.AssignAsync("vehicle_number", new { vehicle_number = "MA3ERLF1SO0123456" })).Again("Chassis numbers do not use*");
        (await session.AssignAsync("vehicle_number", new { vehicle_number = "MA3ERLF1S00123456" })).Taken("Now send user's*");
    }

    [Fact]
    public async Task The_side_view_of_a_car_may_be_left_out()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken();
        (await session.AssignAsync("user_info", new { first_name = "Ravi", last_name = "Kumar", dob = "15-06-1990" })).Taken();
        (await session.AssignAsync("id_proof", new { id_type = "PAN", id_number = "ABCPD1234E" })).Taken();
        (await session.AssignAsync("plan", new { plan = "400" })).Taken();
        foreach (var type in new[] { "rc_front", "rc_back", "vehicle_front" })
            (await session.AssignAsync("upload_image", new { image_type = type, image_base64 = WorkflowSession.Photo })).Taken();

        (await session.AssignAsync("upload_image", new { image_type = "vehicle_side", image_base64 = "skip" })).Taken("📸 Tag Fixed*").Fact("next_step").Should().Be("/fastags/assign/upload_image");
    }

    [Fact]
    public async Task Every_step_has_its_other_names()
    {
        await using var host = await WorkflowHost.StartAsync();
        (await host.PostAsync("/agents/verify-mobile", """{"mobile_number":"+91 98765 00001"}""")).Taken();
        var menu = (await host.PostAsync("/agents/verify-otp/", $$"""{"mobile_number":"9876500001","otp":"{{await host.CodeOfAsync(WorkflowHost.Agent)}}"}""")).Taken();

        var session = new WorkflowSession(host, menu.Session);
        (await session.AssignAsync("vehicle-details", new { vehicle_number = "MH12AB1234", engine_number = "48213" })).Taken("Now send user's*");
        (await session.AssignAsync("user-mobile", new { user_mobile = "9876500009" })).Taken();
        (await session.AssignAsync("verify-otp", new { otp = await host.CodeOfAsync("9876500009") })).Taken("Is MH12AB1234 this vehicle?*");
        (await session.AssignAsync("user-info", new { first_name = "Ravi" })).Taken("Share your LastName*");
        (await session.AssignAsync("user-info", new { last_name = "Kumar", dob = "15/06/1990" })).Taken();
        (await session.AssignAsync("id-proof", new { id_proof_type = "1", id_proof_number = "ABCPD1234E" })).Taken();
        (await session.AssignAsync("plan", new { plan_id = 2 })).Taken().Fact("plan").Should().Be("500 Plan");
    }

    [Fact]
    public async Task A_passport_is_asked_for_its_expiry_date()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken();
        (await session.AssignAsync("user_info", new { first_name = "Ravi", last_name = "Kumar", dob = "15-06-1990" })).Taken();

        (await session.AssignAsync("id_proof", new { id_type = "Passport", id_number = "A1234567" })).Taken("Enter the expiry date*");
        (await session.AssignAsync("id_proof", new { expiry_date = "31-03-2001" })).Again("This date has passed*");
        (await session.AssignAsync("id_proof", new { id_type = "Passport", id_number = "A1234567", expiry_date = "31-03-2035" })).Taken("Select your Plan*");
    }

    [Fact]
    public async Task A_step_of_several_fields_stops_at_the_first_that_is_wrong()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken();

        var wrong = (await session.AssignAsync("user_info", new { first_name = "Ravi", last_name = "K7", dob = "15-06-1990" })).Again("A name can have only letters*");
        wrong.Fact("state").Should().Be("lastName");
        (await session.AssignAsync("user_info", new { first_name = "Ravi", last_name = "Kumar", dob = "15-06-2990" })).Again("A date of birth cannot be in the future*");
        (await session.AssignAsync("user_info", new { dob = "15-06-1990" })).Taken("Thanks Ravi Kumar*");
    }

    [Fact]
    public async Task A_wrong_otp_asks_again_and_resend_sends_a_new_one()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();
        var first = await host.CodeOfAsync("9876500009");

        (await session.AssignAsync("user_otp", new { user_otp = "12" })).Again("The OTP has 6 digits*");
        (await session.AssignAsync("user_otp", new { user_otp = "Resend" })).Taken("OTP resent successfully*");
        (await host.CodeOfAsync("9876500009")).Should().NotBe(first);
        (await session.AssignAsync("user_otp", new { user_otp = first })).Again("Invalid OTP*");
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken("Is MH12AB1234 this vehicle?*");
    }

    [Theory]
    [InlineData("""{"image_type":"tag_fixed"}""")]
    [InlineData("""{"image_type":"TAGAFFIX","image_base64":null}""")]
    [InlineData("""{"image_base64":"done"}""")]
    [InlineData("""{"image_type":"tag_fixed","image_base64":"no"}""")]
    public async Task The_photo_of_the_fixed_tag_may_be_left_out(string body)
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToTagFixedAsync()).Taken("📸 Tag Fixed (If available)");

        (await session.AssignAsync("upload_image", System.Text.Json.JsonDocument.Parse(body).RootElement)).Taken("✅ All images received!*");
    }

    [Fact]
    public async Task A_photo_that_is_none_is_refused_and_changes_nothing()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToPlanAsync()).Taken();
        (await session.AssignAsync("plan", new { plan = "1" })).Taken();

        (await session.AssignAsync("upload_image", new { image_type = "rc_back", image_base64 = WorkflowSession.Photo })).Again("*Now please send*📄 RC Front*");
        (await session.AssignAsync("upload_image", new { image_type = "rc_front", image_base64 = Convert.ToBase64String("no photo at all, whatever its name says it is; far longer than a word"u8) })).Again("This file is not a JPEG*");
        (await session.AssignAsync("upload_image", new { image_type = "rc_front", image_base64 = Convert.ToBase64String(new byte[(5 * 1024 * 1024) + 1]) })).Again("This photo is larger than 5 MB*");
        (await session.AssignAsync("upload_image", new { image_type = "rc_front", image_base64 = "%%%" })).Status.Should().Be(System.Net.HttpStatusCode.UnprocessableEntity);
        (await session.AssignAsync("upload_image", new { image_type = "selfie", image_base64 = WorkflowSession.Photo })).Status.Should()
            .Be(System.Net.HttpStatusCode.UnprocessableEntity);
        (await session.AssignAsync("upload_image", new { image_type = "rc_front" })).Status.Should().Be(System.Net.HttpStatusCode.UnprocessableEntity);
        (await session.AssignAsync("upload_image", new { image_type = "rc_front", image_base64 = WorkflowSession.Photo })).Taken("📄 RC Back");
    }

    [Fact]
    public async Task A_changed_plan_costs_one_question()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToConfirmAsync()).Taken("Checkout Details*400 Plan*");

        (await session.AssignAsync("confirm", new { confirm = false })).Taken("Which answer do you want to change?*").Options.Should().Contain("Plan");
        (await session.AssignAsync("plan", new { plan = "500 Plan" })).Taken("*Checkout Details*500 Plan*");
        (await session.AssignAsync("confirm", new { confirm = "No" })).Taken();
        (await session.AssignAsync("confirm", new { confirm = "Vehicle model" })).Taken("What is your Vehicle Model?*");
        (await session.AssignAsync("vehicle_model", new { model = "DZIRE" })).Taken("Checkout Details*DZIRE*");
        (await session.AssignAsync("confirm", new { confirm = "No" })).Taken();
        (await session.AssignAsync("user_info", new { first_name = "Asha", last_name = "Sen" })).Taken("*Checkout Details*").Fact("customer_name").Should().Be("Asha Sen");
    }

    [Fact]
    public async Task A_changed_mobile_number_costs_a_new_otp()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToConfirmAsync()).Taken();

        (await session.AssignAsync("confirm", new { confirm = "No" })).Taken();
        (await session.AssignAsync("user_mobile", new { user_mobile = "9876500008" })).Taken("Sending OTP to your 9876500008*");
        (await session.AssignAsync("confirm", new { confirm = "Yes" })).Again("Sending OTP to your 9876500008*");
        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500008") })).Message.Should().Contain("ID proof is linked to another mobile number");
        (await session.AssignAsync("id_proof", new { id_type = "voter_id", id_number = "WKH1186253" })).Taken("*Checkout Details*9876500008*");
        (await session.AssignAsync("confirm", new { confirm = "Yes" })).Taken("🎉 Success*");
    }

    [Fact]
    public async Task An_otp_that_the_partner_will_not_send_is_asked_for_again_with_the_corrected_answer()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        host.World.Misbehave("shauryapay", SandboxFault.Refuse("Engine number does not match").Repeated(2), "generate_otp_by_vehicle");

        (await session.ToUserOtpAsync()).Again("Failed to generate OTP: Engine number does not match*").Options.Should().Equal("Correct an answer", "Try again", "Agent menu");
        (await session.AssignAsync("user_mobile", new { user_mobile = "9876500009" })).Again("Failed to generate OTP*");
        (await session.AssignAsync("engine_number", new { engine_number = "48214" })).Taken("Sending OTP to your 9876500009*");
    }

    [Fact]
    public async Task A_partner_that_is_down_is_asked_again_by_the_same_step()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        host.World.Misbehave("shauryapay", SandboxFault.Status(500).Repeated(2), "generate_otp_by_vehicle");

        (await session.ToUserOtpAsync()).Again("The service does not answer*").Options.Should().Equal("Try again", "Cancel");
        (await session.AssignAsync("user_mobile", new { user_mobile = "9876500009" })).Again("The service does not answer*");
        (await session.AssignAsync("user_mobile", new { user_mobile = "9876500008" })).Taken("Sending OTP to your 9876500008*");
    }

    [Fact]
    public async Task An_issued_tag_is_told_of_also_when_the_balance_cannot_be_asked_for()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToConfirmAsync()).Taken();
        host.World.Misbehave("shauryapay", SandboxFault.Status(500).Repeated(2), "get_by_mobile");

        (await session.AssignAsync("confirm", new { confirm = "Yes" })).Taken("🎉 Success*The service does not answer*");
        (await session.AssignAsync("start", new { })).Taken("Let's get your FASTag*");
    }
}
