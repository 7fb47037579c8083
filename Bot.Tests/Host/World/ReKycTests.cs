using Bot.Host.Replays;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Tests.Host.Api;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.World;

/// <summary>A tag proves its vehicle again: by Gupshup's webhooks, and in the menu of an agent who was there before the issuer was set up.</summary>
public sealed class ReKycTests(SandboxedHost sandboxed) : IClassFixture<SandboxedHost>
{
    private const string Agent = "9876543210";

    private static readonly (string, string) WithoutIssuer = ("PARTNERS_OFF", "bajaj");

    [Fact]
    public async Task An_agent_sends_the_five_photos_by_gupshup()
    {
        var host = sandboxed.Host;
        var phone = new GupshupPhone(BotHostOptions.WebhookSecret, "SandboxApp");
        const string Person = "919812300051";
        foreach (var text in new[] { "fastag", Agent }) await DeliverAsync(host, act => phone.Text(act, text), Person);
        var code = (await host.GetAsync($"/sandbox/otp/{Agent}")).Body.GetProperty("code").GetString()!;

        foreach (var text in new[] { code, "Re-KYC of a tag", "MH12AB1234", "9876500009", "608268-001-0056151" })
            await DeliverAsync(host, act => phone.Text(act, text), Person);
        var url = $"{host.Address}sandbox/media/{SandboxWorld.SamplePhoto}";
        for (var photo = 0; photo < 5; photo++)
            await DeliverAsync(host, act => phone.Image(act, SandboxWorld.SamplePhoto, url, "image/jpeg"), Person);

        var sent = await host.GetAsync($"/sandbox/sent?to={Person}");
        sent.Body.EnumerateArray().Last().GetProperty("text").GetString().Should()
            .StartWith("✅ All 5 photos of MH12AB1234 are in.\nHi Asha Rao 👋,");
    }

    [Fact]
    public async Task An_agent_in_the_menu_finds_the_new_choice_when_the_issuer_is_set_up()
    {
        using var folder = new TemporaryFolder();
        var phone = Phone;
        await using (var before = await OpenAsync(folder, WithoutIssuer))
        {
            await LogInAsync(before, phone);
            Offered(before).Should().Equal("Assign a FASTag", "Replace a FASTag", "Send tag photo");
        }

        await using var stage = await LaterAsync(folder);
        await stage.SayAsync(phone, "Re-KYC of a tag");

        (await StateAsync(stage)).Should().Be("tag-rekyc/vehicleNumber");
        await stage.SayAsync(phone, "cancel");
        Offered(stage).Should().Equal("Assign a FASTag", "Replace a FASTag", "Send tag photo", "Re-KYC of a tag");
    }

    [Fact]
    public async Task A_button_of_the_menu_from_before_still_counts()
    {
        using var folder = new TemporaryFolder();
        var phone = Phone;
        string payload;
        await using (var before = await OpenAsync(folder, WithoutIssuer))
        {
            await LogInAsync(before, phone);
            payload = before.Sent[^1].Taps[1].Id;
        }

        await using var stage = await LaterAsync(folder);
        await stage.ActAsync(phone, act => phone.Tap(act, payload, "Replace a FASTag", list: false));

        (await StateAsync(stage)).Should().Be("fastag-replace/userMobile");
    }

    [Fact]
    public async Task Who_sends_photos_while_the_issuer_is_taken_away_stands_in_the_menu_without_it()
    {
        using var folder = new TemporaryFolder();
        var phone = Phone;
        await using (var before = await OpenAsync(folder))
        {
            await LogInAsync(before, phone);
            foreach (var text in new[] { "Re-KYC of a tag", "MH12AB1234" }) await before.SayAsync(phone, text);
            (await StateAsync(before)).Should().Be("tag-rekyc/userMobile");
        }

        await using var stage = await LaterAsync(folder, WithoutIssuer);
        await stage.SayAsync(phone, "9876500009");

        (await StateAsync(stage)).Should().Be("agent-login/agentMenu");
        Offered(stage).Should().Equal("Assign a FASTag", "Replace a FASTag", "Send tag photo");
    }

    private static GupshupPhone Phone => new(ReplayStage.Secret, "SandboxApp");

    private static Task<WorldStage> OpenAsync(TemporaryFolder folder, params (string, string)[] settings) =>
        WorldStage.OpenAsync([("DATABASE_URL", Path.Combine(folder.Path, "bot.db")), .. settings]);

    /// <summary>A host on the same database, some minutes after the other.</summary>
    private static async Task<WorldStage> LaterAsync(TemporaryFolder folder, params (string, string)[] settings)
    {
        var stage = await OpenAsync(folder, settings);
        stage.Messages = 100;
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMinutes(5));
        return stage;
    }

    private static async Task LogInAsync(WorldStage stage, SimulatedPhone phone)
    {
        foreach (var text in new[] { "fastag", Agent }) await stage.SayAsync(phone, text);
        await stage.SayAsync(phone, stage.Bot.World.LastCodeFor(Agent)!);
        (await StateAsync(stage)).Should().Be("agent-login/agentMenu");
    }

    private static IEnumerable<string> Offered(WorldStage stage) => stage.Sent[^1].Taps.Select(tap => tap.Title);

    private static async Task<string> StateAsync(WorldStage stage)
    {
        var top = (await stage.ConversationAsync($"gupshup:{WorldStage.Person}"))!.Session.Top!;
        return $"{top.Flow}/{top.State}";
    }

    private static async Task DeliverAsync(BotHost host, Func<PhoneAct, WebhookCall> act, string person)
    {
        var call = act(new(person, "Asha", $"wamid.{Guid.NewGuid():n}", DateTimeOffset.UtcNow));
        (await host.DeliverAsync(call)).Should().Be(200);
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);
    }
}
