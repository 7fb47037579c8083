using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Sessions;
using Bot.Host.Replays;
using Bot.Products.OneTimeCodes;
using Bot.Sandbox.Phones;
using Bot.Tests.Host.Api;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.World;

/// <summary>Delivery statuses have listeners.</summary>
public sealed class DeliveryTests(SandboxedHost sandboxed) : IClassFixture<SandboxedHost>
{
    private static readonly GupshupPhone Phone = new(BotHostOptions.WebhookSecret, "SandboxApp");

    [Fact]
    public async Task B09_a_code_that_did_not_arrive_is_void_at_once_and_a_new_one_may_be_sent()
    {
        const string mobile = "9812300021";
        var host = sandboxed.Host;
        using var sent = await host.Client.PostAsync("/api_v1/otp_send", new StringContent($$"""{"phone_number":"{{mobile}}"}""", System.Text.Encoding.UTF8, "application/json"));
        var code = System.Text.Json.JsonDocument.Parse(await sent.Content.ReadAsStringAsync()).RootElement.GetProperty("data").GetProperty("otp").GetString();
        var state = sent.Headers.Location!.ToString();
        (await host.GetAsync(state)).Body.GetProperty("data").GetProperty("status").GetString().Should().Be("accepted");
        var message = (await host.GetAsync($"/sandbox/sent?to=91{mobile}")).Body[0].GetProperty("providerId").GetString()!;

        var call = Phone.Event(new($"91{mobile}", "Asha", "wamid.F", DateTimeOffset.UtcNow), new("failed", "131026", message))!;
        (await host.DeliverAsync(call)).Should().Be(200);

        (await host.GetAsync(state)).Body.GetProperty("data").GetProperty("status").GetString().Should().Be("failed");
        (await host.PostAsync("/api_v1/otp_verify", new { phone_number = mobile, otp = code })).Status.Should().Be(404);
        (await host.PostAsync("/api_v1/otp_send", new { phone_number = mobile })).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_code_of_a_lead_is_void_when_it_did_not_arrive_or_its_owner_did_not_ask_for_it()
    {
        await using var stage = await WorldStage.OpenAsync();
        var codes = stage.Bot.Bot.Services.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Lead);
        const string mobile = "+919800000031";
        foreach (var end in new Func<Task>[]
        {
            () => stage.Get<WithdrawnCodes>().FailedAsync(new("otp.c1", "gupshup:919800000031", "gupshup", "919800000031", "template", ""), default),
            () => stage.HappenAsync(new GupshupPhone(ReplayStage.Secret, "SandboxApp"), "not-requested", from: "919800000031"),
        })
        {
            (await codes.For("meta:1").IssueAsync(mobile, "c1", resend: true, _ => Task.FromResult(true), default)).Should().BeOfType<IssueResult.Issued>();

            await end();

            (await codes.For("meta:1").StateOfAsync(mobile, default)).Current!.State.Should().Be(CodeState.Void);
        }

        stage.Sent[^1].Text.Should().StartWith("Thank you for telling us.");
    }

    [Fact]
    public async Task A_reply_that_did_not_arrive_reaches_the_operator_once()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        await stage.SayAsync(phone, "loan");

        await stage.HappenAsync(phone, "failed", "131026");
        await stage.HappenAsync(phone, "failed", "131026");

        var letter = (await stage.Bot.Bot.Store.DeadLettersAsync(10, default)).Should().ContainSingle().Subject;
        letter.Kind.Should().Be("delivery");
        letter.Reason.Should().Contain("131026").And.NotContain(WorldStage.Person);
    }

    [Fact]
    public async Task The_letter_of_a_reply_that_did_not_arrive_tells_the_code_and_no_number()
    {
        const string mobile = "9812300022";
        var host = sandboxed.Host;
        (await host.DeliverAsync(Phone.Text(new($"91{mobile}", "Asha", "wamid.L1", DateTimeOffset.UtcNow), "loan"))).Should().Be(200);
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);
        var message = (await host.GetAsync($"/sandbox/sent?to=91{mobile}")).Body[0].GetProperty("providerId").GetString()!;

        (await host.DeliverAsync(Phone.Event(new($"91{mobile}", "Asha", "wamid.L2", DateTimeOffset.UtcNow), new("failed", "131026", message))!)).Should().Be(200);

        var letters = (await host.GetAsync("/letters")).Body.ToString();
        letters.Should().Contain("did not arrive. 131026: The message cannot be delivered").And.NotContain(mobile);
    }

    [Theory]
    [InlineData("131042")]
    [InlineData("131037")]
    [InlineData("131031")]
    public async Task A_fault_of_the_account_stops_the_number_raises_one_alarm_and_is_over_when_a_message_is_taken(string code)
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        stage.Bot.World.Misbehave("meta", global::Bot.Sandbox.State.SandboxFault.Parse($"refuse \"{code}\" once"));

        await stage.SayAsync(phone, "loan");
        await stage.SayAsync(phone, "1", "919800000077");

        stage.Sent.Should().BeEmpty("the second person's message waits too");
        stage.Alarms.Should().ContainSingle().Which.Name.Should().Be("sending.meta");
        (await stage.Bot.Bot.Store.DeadLettersAsync(10, default)).Should().BeEmpty();

        await stage.Bot.AdvanceAsync(stage.Clock, TimeSpan.FromMinutes(6));
        stage.Sent.Should().HaveCount(2);
        stage.Alarms.Should().BeEmpty();
    }

    [Fact]
    public async Task A_template_that_is_paused_stops_alone_and_goes_on_when_it_is_approved_again()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        await stage.HappenAsync(phone, "paused", "lead_created");
        stage.Alarms.Should().ContainSingle().Which.Name.Should().Be("template.meta.lead_created");
        var stops = stage.Get<SendingStops>();

        stops.Find("meta", new TemplateMessage("lead_created", "en", [])).Should().NotBeNull();
        stops.Find("meta", new TemplateMessage("lead_status", "en", [])).Should().BeNull();
        stops.Find("meta", new TextMessage("hi")).Should().BeNull();

        await stage.HappenAsync(phone, "approved", "lead_created");
        stage.Alarms.Should().BeEmpty();
    }

    [Fact]
    public async Task A_fault_that_a_status_reports_is_over_when_a_later_message_leaves()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        await stage.SayAsync(phone, "loan");
        await stage.HappenAsync(phone, "failed", "131042");
        stage.Alarms.Should().ContainSingle();

        await stage.Bot.AdvanceAsync(stage.Clock, TimeSpan.FromMinutes(2));
        await stage.SayAsync(phone, "1");
        stage.Alarms.Should().ContainSingle("that a message is taken proves nothing here");
        await stage.HappenAsync(phone, "delivered", "service");
        stage.Alarms.Should().BeEmpty();
    }

    [Fact]
    public async Task A_low_quality_stops_templates_until_it_is_mended()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        await stage.HappenAsync(phone, "flagged");
        var stops = stage.Get<SendingStops>();

        stops.Find("meta", new TemplateMessage("any", "en", [])).Should().NotBeNull();
        stops.Find("meta", new TextMessage("hi")).Should().BeNull();
        await stage.HappenAsync(phone, "unflagged");
        stops.Find("meta", new TemplateMessage("any", "en", [])).Should().BeNull();
    }

    [Fact]
    public async Task A_restriction_stands_where_only_the_quality_is_mended()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        foreach (var happened in new[] { "restricted", "flagged", "unflagged" }) await stage.HappenAsync(phone, happened);

        stage.Alarms.Should().ContainSingle().Which.Name.Should().Be("templates.meta");
        stage.Get<SendingStops>().Find("meta", new TemplateMessage("any", "en", [])).Should().NotBeNull();
    }

    [Fact]
    public async Task What_waits_for_a_fault_longer_than_a_day_is_given_up()
    {
        var (clock, observer) = (new ManualClock(), new RecordingObserver());
        var alarms = new Alarms(observer, clock);
        var channel = new AnsweringChannel(new SendRefused(new SendFailure("131042", "Payment.", FailureAction.FixSettings)));
        await using var stage = new EngineStage("flow: menu\nstart: name\nslots:\n  name: personName\nstates:\n  name:\n    ask: name\n    next: done\n  done:\n    end:\n", [], [channel], clock);
        await stage.SayAsync(1, "hi", "m1");

        for (var hour = 0; hour < 23; hour++)
        {
            await stage.Pump.DrainAsync(default);
            clock.Advance(TimeSpan.FromHours(1));
        }

        channel.Tries.Should().BeGreaterThan(20, "one try an hour here, for the clock moves by hours");
        (await stage.Store.DeadLettersAsync(10, default)).Should().BeEmpty();
        clock.Advance(TimeSpan.FromHours(2));
        await stage.Pump.DrainAsync(default);
        (await stage.Store.DeadLettersAsync(10, default)).Should().ContainSingle();
        alarms.Open.Should().BeEmpty("the stage has alarms of its own");
    }
}
