namespace Bot.Tests.Host.Api.Workflow;

/// <summary>A replacement, step by step over HTTP.</summary>
public sealed class WorkflowReplaceTests
{
    [Fact]
    public async Task A_replacement_goes_from_the_mobile_number_to_the_new_tag()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();

        (await session.ReplaceAsync("start", new { })).Taken("Let's replace your FASTag! 🔄*");
        (await session.ReplaceAsync("verify-mobile", new { user_mobile = "9876500009" })).Taken();
        (await session.ReplaceAsync("vehicle", new { vehicle_number = "MH12AB1234" })).Taken().Options.Should().Equal("Tag Damaged", "Lost Tag", "Tag Not Working", "Others");
        (await session.ReplaceAsync("reason", new { reason = 99 })).Taken("Please describe the reason*");
        (await session.ReplaceAsync("reason", new { description = "Windscreen was replaced" })).Taken("Select your Plan*");
        (await session.ReplaceAsync("select-plan", new { plan = "400 Plan" })).Taken("Available Barcodes*");
        (await session.ReplaceAsync("select-barcode", new { barcode = "608116-001-0001235" })).Taken("Replace FASTag Confirmation*Others - Windscreen was replaced*");
        (await session.ReplaceAsync("confirm", new { confirm = "No" })).Taken("Which answer do you want to change?*");
        (await session.ReplaceAsync("reason", new { reason = "2" })).Taken("Replace FASTag Confirmation*Reason: Lost Tag*");
        host.World.LastCodeFor("9876500009").Should().BeNull("nothing is sent before it is confirmed");
        (await session.ReplaceAsync("confirm", new { confirm = "Yes" })).Taken("Sending OTP to 9876500009*");
        (await session.ReplaceAsync("verify-otp", new { otp = "000000" })).Again("Invalid OTP*");
        (await session.ReplaceAsync("verify-otp", new { otp = "resend" })).Taken("OTP resent successfully*");
        var done = (await session.ReplaceAsync("verify-otp", new { otp = await host.CodeOfAsync("9876500009") })).Taken("🎉 Success! Your FASTag has been Replaced ✅*Let's continue with the next one*");

        (done.Fact("barcode"), done.Fact("wallet_balance"), done.Fact("fastags_left")).Should().Be(("608116-001-0001235", "4900", "1"));
        host.World.Ledger.TagsOn("MH12AB1234").Should().Be(1);
    }

    [Fact]
    public async Task Its_steps_have_other_names_and_begin_it_by_themselves()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();

        (await session.ReplaceAsync("verify_mobile", new { user_mobile = "9876500009" })).Taken("Please enter the Vehicle Number*");
        (await session.ReplaceAsync("vehicle_number", new { vehicle_number = "MH12AB1234" })).Taken();
        (await session.ReplaceAsync("reason", new { reason = "99", description = "Windscreen was replaced" })).Taken("Select your Plan*");
        (await session.ReplaceAsync("select_plan", new { plan_id = "1" })).Taken();
        (await session.ReplaceAsync("select_barcode", new { barcode = "1" })).Taken("Replace FASTag Confirmation*");
    }
}
