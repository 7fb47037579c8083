using Bot.Engine.Sessions;
using Bot.Host.Replays;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.World;

/// <summary>Payloads of November 2026 as Meta sends them, letter for letter; docs/world-2026.md lists every example with its tests.</summary>
public sealed class ExampleTests
{
    private const string Agent = "9876543210";
    private const string Customer = "9812345678";

    private static readonly MetaPhone Phone = new(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);

    private int _messages;

    [Fact]
    public async Task T7_three_edits_that_cannot_be_seen_are_no_wrong_otp_and_a_pin_is_not_answered()
    {
        await using var stage = await WorldStage.OpenAsync();
        await LogInAsync(stage);
        foreach (var text in new[] { "1", "MH12AB1234", "48213", Customer }) await stage.SayAsync(Phone, text);
        (await TopAsync(stage)).State.Should().Be("userOtp");

        for (var edit = 0; edit < 3; edit++) await MessageAsync(stage, Unsupported("edit"));
        var sent = stage.Sent.Count;
        foreach (var silent in new[] { "pin", "keep_in_chat" }) await MessageAsync(stage, Unsupported(silent));

        stage.Sent.Should().HaveCount(sent);
        stage.Sent[^1].Text.Should().Contain("*edit*");
        var top = await TopAsync(stage);
        (top.State, top.Attempts).Should().Be(("userOtp", 0));
        await stage.SayAsync(Phone, stage.Bot.World.LastCodeFor(Customer)!);
        (await TopAsync(stage)).State.Should().Be("vehicleSeen");
    }

    [Fact]
    public async Task T9_a_photo_sent_as_a_file_is_the_photo_and_a_pdf_is_refused_by_name()
    {
        await using var stage = await WorldStage.OpenAsync();
        await LogInAsync(stage);
        foreach (var text in new[] { "1", "MH12AB1234", "48213", Customer }) await stage.SayAsync(Phone, text);
        foreach (var text in new[] { stage.Bot.World.LastCodeFor(Customer)!, "yes", "Ravi", "Kumar", "15-06-1990", "PAN", "ABCPD1234E", "1" })
            await stage.SayAsync(Phone, text);
        (await TopAsync(stage)).State.Should().Be("rcFront");
        var pdf = stage.Bot.World.GiveMedia("%PDF-1.7\n1 0 obj\n"u8.ToArray(), "application/pdf");

        await MessageAsync(stage, Document(pdf, "application/pdf", "rc.pdf"));
        (await TopAsync(stage)).State.Should().Be("rcFront");
        stage.Sent[^2].Text.Should().Contain("PDF");
        await MessageAsync(stage, Document(SandboxWorld.SamplePhoto, "image/jpeg", "rc.jpg"));

        var top = await TopAsync(stage);
        top.State.Should().Be("rcBack");
        top.Slots.Find("rcFront").Should().NotBeNull();
    }

    [Fact]
    public async Task T10_a_card_that_somebody_forwards_is_taken_as_the_number_and_proves_nothing()
    {
        await using var stage = await WorldStage.OpenAsync();
        foreach (var text in new[] { "loan", "1", "50 lakh", "20", "Ravi", "Kumar", "ABCPD1234E", "ravi@example.com", "15-06-1990", "1", "411001" })
            await stage.SayAsync(Phone, text);

        await MessageAsync(stage, """
            "type":"contacts","contacts":[{"origin":"other","phones":[{"phone":"+91 98765 00077","wa_id":"919876500077","type":"CELL"}]}]
            """);

        var top = await TopAsync(stage);
        (top.State, top.Slots.Find("mobile")!.Text).Should().Be(("code", "+919876500077"));
        top.Slots.Has("sharedNumber").Should().BeFalse();
    }

    [Fact]
    public async Task T10_a_card_whose_number_is_not_that_of_its_account_proves_nothing()
    {
        await using var stage = await WorldStage.OpenAsync();
        foreach (var text in new[] { "status", "1" }) await stage.SayAsync(Phone, text);

        await MessageAsync(stage, """
            "type":"contacts","contacts":[{"origin":"contact_request","phones":[{"phone":"+91 98765 00077","wa_id":"919876500078","type":"CELL"}]}]
            """);

        (await TopAsync(stage)).State.Should().Be("code");
    }

    private static async Task LogInAsync(WorldStage stage)
    {
        foreach (var text in new[] { "fastag", Agent }) await stage.SayAsync(Phone, text);
        await stage.SayAsync(Phone, stage.Bot.World.LastCodeFor(Agent)!);
    }

    private static async Task<Frame> TopAsync(WorldStage stage) => (await stage.ConversationAsync($"meta:{WorldStage.Person}"))!.Session.Top!;

    private Task MessageAsync(WorldStage stage, string fields) => stage.MetaAsync(
        $$"""{"metadata":{"phone_number_id":"{{HostComposition.SandboxPhoneNumberId}}"},"contacts":[{"profile":{"name":"Asha"},"wa_id":"{{WorldStage.Person}}"}],"messages":[{"from":"{{WorldStage.Person}}","id":"wamid.E{{++_messages}}","timestamp":"{{stage.Clock.GetUtcNow().ToUnixTimeSeconds()}}",{{fields}}}]}""");

    private static string Unsupported(string type) =>
        $$$"""
        "type":"unsupported","errors":[{"code":131051,"title":"Message type unknown","message":"Message type unknown","error_data":{"details":"Message type is currently not supported."}}],"unsupported":{"type":"{{{type}}}"}
        """;

    private static string Document(string id, string type, string name) =>
        $$"""
        "type":"document","document":{"id":"{{id}}","mime_type":"{{type}}","sha256":"","filename":"{{name}}"}
        """;
}
