using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Replays;
using Bot.Sandbox.Phones;
using Bot.Tests.Compliance;
using Bot.Tests.Support;

namespace Bot.Tests.Host.World;

/// <summary>People who hide their number.</summary>
public sealed class HiddenNumberTests
{
    private const string User = "IN.1100000000000001";

    private const string ToGupshup = """{"app":"SandboxApp","version":2,"timestamp":1763700000000,"type":"message","payload":{"id":"g1","type":"text","payload":{"text":"loan"},"sender":{"name":"Asha","userId":"IN.1100000000000001"}}}""";

    [Fact]
    public async Task T5_a_person_without_a_number_is_answered_through_the_third_version_of_gupshups_api()
    {
        await using var stage = await WorldStage.OpenAsync();
        var now = stage.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        await stage.RawAsync("gupshup", "x-webhook-token", ToGupshup.Replace("1763700000000", $"{now}", StringComparison.Ordinal));

        stage.Sent.Should().ContainSingle().Which.To.Should().Be(User);
        stage.Alarms.Should().BeEmpty();
    }

    [Fact]
    public async Task T5_without_the_settings_of_the_third_version_there_is_one_alarm()
    {
        using var gupshup = (IDisposable)ChannelKind.Gupshup.Create();
        var result = await ((IChannel)gupshup).SendAsync(User, new TextMessage("hi"), "1", default);
        result.Should().BeOfType<SendRefused>().Which.Failure.NeedsOperator.Should().BeTrue();

        var (clock, observer) = (new ManualClock(), new RecordingObserver());
        var alarms = new Alarms(observer, clock);
        var channel = new AnsweringChannel(result);
        var writer = StopsBench.Writer(channel, clock, observer, alarms);
        for (var i = 0; i < 3; i++) await writer.SendNowAsync(StopsBench.Entry($"{i}", new TextMessage("hi"), clock), default);

        alarms.Open.Should().ContainSingle().Which.Should().Match<Alarm>(alarm => alarm.Name == "refused.test" && alarm.Count == 3);
    }

    [Fact]
    public async Task T6_an_event_of_interakt_without_a_number_raises_an_alarm_and_begins_nothing()
    {
        await using var stage = await WorldStage.OpenAsync();
        const string body = """{"version":"1.0","timestamp":"2026-11-21T10:00:00.1","type":"message_received","data":{"customer":{"id":"c1","channel_phone_number":"NUMBER","traits":{"name":"Asha"}},"message":{"id":"m1","chat_message_type":"CustomerMessage","message_content_type":"Text","message":"hi"}}}""";

        await stage.RawAsync("interakt", "Interakt-Signature", body.Replace("NUMBER", "", StringComparison.Ordinal));
        await stage.RawAsync("interakt", "Interakt-Signature", body.Replace("NUMBER", User, StringComparison.Ordinal));

        stage.Alarms.Should().ContainSingle().Which.Name.Should().Be("unreachable.interakt");
        stage.Sent.Should().BeEmpty();
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddHours(2));
        stage.Alarms.Should().BeEmpty("nothing of the kind has come for an hour");
    }

    [Fact]
    public async Task T10_a_question_for_a_mobile_asks_for_it_with_one_tap_and_the_card_proves_it()
    {
        await using var stage = await WorldStage.OpenAsync();
        var phone = new MetaPhone(ReplayStage.Secret, Support.Hosts.HostComposition.SandboxPhoneNumberId);
        foreach (var text in new[] { "loan", "1", "50 lakh", "20", "Ravi", "Kumar", "ABCPD1234E", "ravi@example.com", "15-06-1990", "1", "411001" })
            await stage.SayAsync(phone, text, User);

        stage.Sent[^1].Kind.Should().Be("contactRequest");
        await stage.HappenAsync(phone, "own-contact", "+91 98123 45678", User);

        var session = (await stage.ConversationAsync($"meta:{User}"))!.Session;
        session.Top!.Slots.Find("mobile")!.Text.Should().Be("+919812345678");
        session.Top.State.Should().Be("confirm", "WhatsApp vouches for the person's own card, so no code is sent");
        stage.Sent.Should().NotContain(sent => sent.Kind == "template");
    }
}
