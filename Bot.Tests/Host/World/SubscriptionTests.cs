using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.InMemory;
using Bot.Host.Replays;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Bot.Storage.Sealing;
using Bot.Tests.Host.Api;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.World;

/// <summary>Who wants no messages gets none, and those who ask for one are told.</summary>
public sealed class SubscriptionTests(SandboxedHost sandboxed) : IClassFixture<SandboxedHost>
{
    private static readonly GupshupPhone Phone = new(BotHostOptions.WebhookSecret, "SandboxApp");

    private static readonly TemplateMessage Notice = new("t", "en", []);
    private static readonly TemplateMessage Code = new("t", "en", ["123456"], Authentication: true);

    [Theory]
    [InlineData("opted-out", "9812300011")]
    [InlineData("STOP", "9812300012")]
    public async Task B39_templates_and_notices_of_who_said_stop_are_refused_and_the_caller_is_told(string how, string mobile)
    {
        var host = sandboxed.Host;
        if (how == "STOP") await DeliverAsync(host, act => Phone.Text(act, how), mobile);
        else await DeliverAsync(host, act => Phone.Event(act, new(how, "", ""))!, mobile);
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);
        var before = await host.SentAsync(mobile);

        var otp = await host.PostAsync("/api_v1/otp_send", new { phone_number = mobile });
        var lead = await host.PostAsync("/api_v1/lead_create", Lead(mobile));
        var status = await host.PostAsync("/api_v1/lead_status", new { mobile_number = mobile });

        otp.Status.Should().Be(403);
        otp.Body.GetProperty("data").GetProperty("code").GetString().Should().Be("otp_opted_out");
        lead.Status.Should().Be(200);
        lead.Body.GetProperty("notice").GetString().Should().Be("opted_out");
        status.Body.GetProperty("notice").GetString().Should().Be("opted_out");
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);
        (await host.SentAsync(mobile)).Should().Be(before);

        await DeliverAsync(host, act => Phone.Text(act, "START"), mobile);
        (await host.PostAsync("/api_v1/otp_send", new { phone_number = mobile })).Status.Should().Be(200);
    }

    [Fact]
    public async Task Marketing_alone_holds_back_notices_but_no_codes_and_an_older_event_undoes_nothing()
    {
        await using var stage = await WorldStage.OpenAsync();
        var subscriptions = stage.Get<Subscriptions>();
        var now = stage.Clock.GetUtcNow();
        await subscriptions.SetAsync(new("meta", now, "91", Subscribed: false, MarketingOnly: true), default);

        (await subscriptions.RefusesAsync("meta", "91", Notice, default)).Should().BeTrue();
        (await subscriptions.RefusesAsync("meta", "91", Code, default)).Should().BeFalse();
        (await subscriptions.RefusesAsync("meta", "91", new TextMessage("hi"), default)).Should().BeFalse();
        (await subscriptions.RefusesAsync("gupshup", "91", Notice, default)).Should().BeFalse("it is another business number");

        await subscriptions.SetAsync(new("meta", now.AddHours(-1), "91", Subscribed: true, MarketingOnly: true), default);
        (await subscriptions.RefusesAsync("meta", "91", Notice, default)).Should().BeTrue();
        await subscriptions.SetAsync(new("meta", now.AddHours(1), "91", Subscribed: true, MarketingOnly: true), default);
        (await subscriptions.RefusesAsync("meta", "91", Notice, default)).Should().BeFalse();
    }

    [Fact]
    public async Task What_was_said_to_one_business_number_holds_for_that_one()
    {
        var clock = new ManualClock();
        var (records, secrets) = (new MemoryRecords(clock), new Secrets("a secret of the tests"));
        Subscriptions Of(string number) =>
            new(records, secrets, new Dictionary<string, IChannel> { ["test"] = new TakingChannel { BusinessNumber = number } }, clock, new InMemoryStore(clock));
        await Of("918000000001").SetAsync(new("test", clock.Now, "91", Subscribed: false, MarketingOnly: false), default);

        (await Of("918000000001").RefusesAsync("test", "91", Notice, default)).Should().BeTrue();
        (await Of("918000000002").RefusesAsync("test", "91", Notice, default)).Should().BeFalse();
    }

    [Fact]
    public async Task A_notice_that_is_posted_all_the_same_is_not_sent_and_is_no_letter_for_an_operator()
    {
        await using var stage = await WorldStage.OpenAsync();
        await stage.SayAsync(new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId), "STOP");
        var (before, now) = (stage.Sent.Count, stage.Clock.GetUtcNow());

        await stage.Get<IOutboxWriter>().PostAsync(
            new($"meta:{WorldStage.Person}", new("meta", WorldStage.Person, "", DateTimeOffset.UnixEpoch), [new("notice.1", Notice)], now), default);
        await stage.Bot.SettleAsync();

        stage.Sent.Should().HaveCount(before);
        var health = await stage.Bot.Bot.Store.HealthAsync(now, default);
        (health.PendingOutbox, health.DeadLetters).Should().Be((0, 0));
    }

    [Fact]
    public async Task A_message_that_is_changed_into_stop_is_one()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        await stage.SayAsync(phone, "loan");

        await stage.ActAsync(phone, act => phone.Event(act, new("edit", "Stop!", "wamid.1"))!);

        stage.Sent[^1].Text.Should().Contain("no more messages");
        (await stage.Get<Subscriptions>().RefusesAsync("meta", WorldStage.Person, Notice, default)).Should().BeTrue();
        (await stage.ConversationAsync($"meta:{WorldStage.Person}"))!.Session.Top.Should().BeNull();
    }

    [Fact]
    public async Task Code_131050_in_a_status_is_remembered()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        await stage.SayAsync(phone, "loan");

        await stage.HappenAsync(phone, "failed", "131050");

        (await stage.Get<Subscriptions>().RefusesAsync("meta", WorldStage.Person, Notice, default)).Should().BeTrue();
    }

    [Fact]
    public async Task Code_131050_as_the_answer_to_a_send_is_remembered_and_is_no_letter_for_an_operator()
    {
        await using var stage = await WorldStage.OpenAsync();
        stage.Bot.World.Misbehave("meta", SandboxFault.Parse("refuse \"131050\" once"));
        Task PostAsync(string id) => stage.Get<IOutboxWriter>().PostAsync(
            new($"meta:{WorldStage.Person}", new("meta", WorldStage.Person, "", DateTimeOffset.UnixEpoch), [new(id, Notice)], stage.Clock.GetUtcNow()), default);

        await PostAsync("notice.1");
        await stage.Bot.SettleAsync();
        await PostAsync("notice.2");
        await stage.Bot.SettleAsync();

        stage.Sent.Should().BeEmpty("the second notice is not tried");
        var subscriptions = stage.Get<Subscriptions>();
        (await subscriptions.RefusesAsync("meta", WorldStage.Person, Notice, default)).Should().BeTrue();
        (await subscriptions.RefusesAsync("meta", WorldStage.Person, Code, default)).Should().BeFalse("a code is no marketing");
        var health = await stage.Bot.Bot.Store.HealthAsync(stage.Clock.GetUtcNow(), default);
        (health.PendingOutbox, health.DeadLetters).Should().Be((0, 0));
    }

    [Fact]
    public async Task Nothing_of_the_person_stands_in_the_record()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        await stage.SayAsync(phone, "STOP");

        var change = (await stage.Get<Subscriptions>().ChangeAsync("meta", [WorldStage.Person], subscribes: true, default)).Single();

        (change.Key + change.Body).Should().NotContain(WorldStage.Person[2..]);
        (await stage.ConversationAsync($"meta:{WorldStage.Person}"))!.Session.OptedOut.Should().BeTrue();
    }

    private static async Task DeliverAsync(BotHost host, Func<PhoneAct, WebhookCall> act, string mobile)
    {
        var call = act(new("91" + mobile, "Asha", $"wamid.{Guid.NewGuid():n}", DateTimeOffset.UtcNow));
        (await host.DeliverAsync(call)).Should().Be(200);
    }

    private static object Lead(string mobile) => new
    {
        loan_type = "home_loan", loan_amount = 5000000, loan_tenure = 20, pan_number = "ABCPD1234E", first_name = "John", last_name = "Doe", gender = "Male",
        mobile_number = mobile, email = $"john{mobile}@example.com", dob = "15/06/1990", pin_code = "400001",
    };
}
