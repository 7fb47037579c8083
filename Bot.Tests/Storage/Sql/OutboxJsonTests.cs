using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Sql;

namespace Bot.Tests.Storage.Sql;

public sealed class OutboxJsonTests
{
    public static TheoryData<string, OutboundMessage> Messages => new()
    {
        { "text", new TextMessage("नमस्ते 🚗\n\"quoted\"") },
        { "contactRequest", new ContactRequestMessage("Your number?") },
        { "locationRequest", new LocationRequestMessage("Where are you?") },
        { "buttons", new ButtonsMessage("Sure?", [new("confirm#yes", "Yes"), new("confirm#no", "No")]) },
        { "list", new ListMessage("Which?", "Open", [new("plan#1", "VC4", "Cars"), new("plan#2", "VC12", "")]) },
        { "image", new ImageMessage("https://example.org/a.jpg", "") },
        { "document", new DocumentMessage("https://example.org/a.pdf", "a.pdf", "Terms") },
        { "video", new VideoMessage("https://example.org/a.mp4", "Look") },
        { "location", new LocationMessage(18.52043, 73.856744, "Workshop", "MG Road") },
        { "link", new LinkMessage("Where is it?", "Track", "https://example.org/t/1") { Frame = new("Order", "Bye", new(LinkedFileKind.Document, "https://example.org/a.pdf", "a.pdf")) } },
        { "template", new TemplateMessage("still_there", "en", ["MH12AB1234"], "homi", true) },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_comes_back_as_its_own_kind(string kind, OutboundMessage message)
    {
        var json = OutboxJson.Write(message);
        Encoding.UTF8.GetString(json).Should().StartWith($$"""{"kind":"{{kind}}",""");
        OutboxJson.KindOf(message).Should().Be(kind);
        var back = OutboxJson.Read(json);
        back.Should().BeOfType(message.GetType());
        OutboxJson.Write(back).Should().Equal(json);
    }

    [Fact]
    public void A_templates_parts_come_back()
    {
        var message = new TemplateMessage("t", "en", []) { Parts = new("H", new(LinkedFileKind.Image, "https://example.org/a.png"), [new(0, "yes", ""), new(1, "", "42")]) };
        var back = (TemplateMessage)OutboxJson.Read(OutboxJson.Write(message));
        back.Parts!.File.Should().Be(message.Parts.File);
        back.Parts.Buttons.Should().Equal(message.Parts.Buttons);
    }

    [Fact]
    public void What_a_message_does_not_have_is_not_stored() =>
        Encoding.UTF8.GetString(OutboxJson.Write(new ButtonsMessage("a", [new("b", "B")]))).Should()
            .Be("""{"kind":"buttons","body":"a","buttons":[{"id":"b","title":"B"}]}""");

    [Fact]
    public void Half_an_emoji_does_not_lose_a_message() =>
        OutboxJson.Read(OutboxJson.Write(new TextMessage("cut \uD83D"))).Should().Be(new TextMessage("cut \uFFFD"));

    [Theory]
    [InlineData("नमस्ते <b>\"a\"</b>\n& 🚗\t+\\u00e9'")]
    [InlineData("")]
    [InlineData("cut \uD83D")]
    public void A_text_is_written_by_hand_as_the_serializer_writes_it(string body) =>
        Encoding.UTF8.GetString(OutboxJson.Write(new TextMessage(body))).Should()
            .Be(Encoding.UTF8.GetString(OutboxJson.Write(new ContactRequestMessage(body))).Replace("contactRequest", "text", StringComparison.Ordinal));

    [Fact]
    public void Every_kind_of_message_has_a_case()
    {
        var kinds = typeof(OutboundMessage).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OutboundMessage)) && !type.IsAbstract);
        Messages.Select(row => row[1].GetType()).Should().BeEquivalentTo(kinds);
    }
}
