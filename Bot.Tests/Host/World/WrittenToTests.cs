using Bot.Host.Replays;
using Bot.Sandbox.Phones;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.World;

/// <summary>Whom a message was written to.</summary>
public sealed class WrittenToTests
{
    private const string Other = "2066000000";

    [Fact]
    public async Task B02_what_was_written_to_another_number_of_the_app_begins_nothing_and_is_not_answered()
    {
        await using var stage = await WorldStage.OpenAsync(("WHATSAPP_MORE_PHONE_NUMBER_IDS", "3077000000"), ("GUPSHUP_APP_NAME", "OurApp"));

        await stage.SayAsync(new MetaPhone(ReplayStage.Secret, Other), "loan");
        await stage.SayAsync(new GupshupPhone(ReplayStage.Secret, "OtherApp"), "loan");
        await stage.HappenAsync(new MetaPhone(ReplayStage.Secret, Other), "owner");

        stage.Sent.Should().BeEmpty();
        (await stage.ConversationAsync($"meta:{WorldStage.Person}")).Should().BeNull();
        (await stage.ConversationAsync($"gupshup:{WorldStage.Person}")).Should().BeNull();
    }

    [Fact]
    public async Task In_the_sandbox_where_no_number_is_named_what_was_written_to_any_is_answered()
    {
        await using var stage = await WorldStage.OpenAsync();

        await stage.SayAsync(new MetaPhone(ReplayStage.Secret, Other), "loan");
        await stage.SayAsync(new GupshupPhone(ReplayStage.Secret, "Demo"), "loan");

        stage.Sent.Should().HaveCount(2);
    }

    [Fact]
    public async Task B02_a_second_number_of_the_settings_has_conversations_of_its_own()
    {
        await using var stage = await WorldStage.OpenAsync(("WHATSAPP_MORE_PHONE_NUMBER_IDS", Other));

        await stage.SayAsync(new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId), "loan");
        await stage.SayAsync(new MetaPhone(ReplayStage.Secret, Other), "fastag");

        var (first, second) = (await stage.ConversationAsync($"meta:{WorldStage.Person}"), await stage.ConversationAsync($"meta-{Other}:{WorldStage.Person}"));
        first!.Session.Top!.Flow.Should().Be("loan-lead");
        second!.Session.Frames[0].Flow.Should().NotBe("loan-lead");
        second.Facts.Channel.Should().Be($"meta-{Other}");
        stage.Bot.Bot.Channels[$"meta-{Other}"].BusinessNumber.Should().Be(Other);
        stage.Sent.Should().HaveCount(2);
    }

    [Fact]
    public async Task B02_a_second_app_of_the_settings_has_conversations_of_its_own()
    {
        await using var stage = await WorldStage.OpenAsync(("GUPSHUP_MORE_APPS", "ShopApp:919800000002:shop-key"));

        await stage.SayAsync(new GupshupPhone(ReplayStage.Secret, "ShopApp"), "loan");

        (await stage.ConversationAsync($"gupshup-shopapp:{WorldStage.Person}")).Should().NotBeNull();
        (await stage.ConversationAsync($"gupshup:{WorldStage.Person}")).Should().BeNull();
        stage.Sent.Should().ContainSingle();
    }
}
