using System.Net;
using Bot.Engine.Sessions;
using Bot.Sandbox.State;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Api.Workflow;

/// <summary>Calls that come twice, too early, late, or after a crash.</summary>
public sealed class WorkflowRepeatTests
{
    [Fact]
    public async Task Confirming_several_times_at_once_issues_one_tag()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToConfirmAsync()).Taken();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => session.AssignAsync("confirm", new { confirm = "Yes" })));

        answers.Should().OnlyContain(answer => answer.Word == "success" && answer.Message.StartsWith("🎉 Success"));
        host.World.Ledger.TagsOn("MH12AB1234").Should().Be(1);
        (await session.AssignAsync("confirm", new { confirm = "Yes" })).Taken("🎉 Success*");
        host.World.Ledger.TagsOn("MH12AB1234").Should().Be(1);
    }

    [Fact]
    public async Task A_slow_partner_is_waited_for_no_longer_than_the_caller_waits()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.AssignAsync("vehicle-details", new { vehicle_number = "MH12AB1234", engine_number = "48213" })).Taken();
        await host.CrashAsync(limit: TimeSpan.FromMilliseconds(300));
        host.World.Misbehave("shauryapay", SandboxFault.Latency(TimeSpan.FromSeconds(4)), "generate_otp_by_vehicle");

        var working = (await session.AssignAsync("user_mobile", new { user_mobile = "9876500009" })).Taken("One moment please*");
        working.Fact("working").Should().Be("True");
        (await session.AssignAsync("user_otp", new { user_otp = "123456" })).Taken("One moment please*");
        var result = await Eventually.Holds(() => session.AssignAsync("user_mobile", new { user_mobile = "9876500009" }), answer => answer.Fact("working") != "True");

        result.Taken("Sending OTP to your 9876500009*");
        host.World.Ledger.CustomerCodesSent.Should().Be(1);
    }

    [Fact]
    public async Task A_step_that_does_not_fit_is_answered_with_the_question_and_changes_nothing()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();

        (await session.AssignAsync("confirm", new { confirm = "Yes" })).Again("Hi Asha Rao*").Options.Should().HaveCount(4);
        (await session.AssignAsync("vehicle_number", new { vehicle_number = "MH12AB1234" })).Taken();
        (await session.AssignAsync("barcode", new { barcode = "1" })).Again("Got it ✅Share the last 5 digits of engine no.");
        (await session.ReplaceAsync("verify-mobile", new { user_mobile = "9876500009" })).Again("Got it ✅*");
        (await session.AssignAsync("vehicle_number", new { vehicle_number = "MH12AB9999" })).Again("Got it ✅*").Fact("vehicle_number").Should().Be("MH12AB1234");
    }

    [Fact]
    public async Task The_same_call_again_is_answered_like_the_first()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();

        (await session.AssignAsync("vehicle_number", new { vehicle_number = "MH12AB1234" })).Taken("Got it ✅*");
        (await session.AssignAsync("vehicle_number", new { vehicle_number = "MH12AB1234" })).Taken("Got it ✅*");
        (await session.AssignAsync("engine_number", new { engine_number = "48213" })).Taken("Now send user's*");
    }

    [Fact]
    public async Task A_wrong_answer_under_one_idempotency_key_counts_once()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();

        for (var i = 0; i < 5; i++) (await session.AssignAsync("user_otp", new { user_otp = "000000" }, "try-1")).Again("Invalid OTP*");
        (await session.AssignAsync("user_otp", new { user_otp = "000001" }, "try-2")).Again("Invalid OTP*");
        (await session.AssignAsync("user_otp", new { user_otp = "000002" })).Again("That was a wrong OTP three times*").Fact("state").Should().Be("userMobile");
    }

    [Fact]
    public async Task Starting_twice_under_one_idempotency_key_is_one_session_and_one_otp()
    {
        await using var host = await WorkflowHost.StartAsync();

        var first = (await host.PostAsync("/agents/start", """{"mobile_number":"9876500001"}""", idempotency: "start-1")).Taken();
        var second = (await host.PostAsync("/agents/start", """{"mobile_number":"9876500001"}""", idempotency: "start-1")).Taken();

        second.Session.Should().Be(first.Session);
        await host.CodeOfAsync(WorkflowHost.Agent);
        host.World.Sms.Should().ContainSingle();
    }

    [Fact]
    public async Task A_session_outlives_the_process()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToConfirmAsync()).Taken();

        await host.CrashAsync();

        (await session.AssignAsync("engine_number", new { engine_number = "11111" })).Again("Checkout Details*");
        (await session.AssignAsync("confirm", new { confirm = "Yes" })).Taken("🎉 Success*");
        host.World.Ledger.TagsOn("MH12AB1234").Should().Be(1);
    }

    [Fact]
    public async Task A_conversation_on_whatsapp_is_another_one()
    {
        await using var host = await WorkflowHost.StartAsync();
        const string number = "919876500001";
        await host.WriteAsync(number, "wamid.1", "fastag");
        var before = await host.SessionOfAsync($"meta:{number}");

        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();

        var after = await host.SessionOfAsync($"meta:{number}");
        (after.Turn, after.Top!.State, after.Id).Should().Be((before.Turn, "agentMobile", before.Id));
        (await new WorkflowSession(host, after.Id).AssignAsync("start", new { })).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_start_with_an_agents_number_leaves_their_work_alone()
    {
        await using var host = await WorkflowHost.StartAsync();
        var session = await host.LogInAsync();
        (await session.ToUserOtpAsync()).Taken();

        (await host.PostAsync("/agents/start", """{"mobile_number":"9876500001"}""")).Session.Should().NotBe(session.Id);

        (await session.AssignAsync("user_otp", new { user_otp = await host.CodeOfAsync("9876500009") })).Taken("Is MH12AB1234 this vehicle?*");
    }
}
