using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Templates;
using Bot.Tests.Support;

namespace Bot.Tests.Templates.Rendering;

/// <summary>What messages carry besides their text, in the form that has room for it.</summary>
public sealed class PartsTests
{
    private const string Shared =
        """
        language: en
        name: English
        messages:
          chooseFromList: Please choose.
          invoice: { text: "Thank you.", document: { url: "https://shop.example/{{ id }}/a.pdf", name: "Invoice {{ id }}.pdf" } }
          unnamed: { document: "https://shop.example/in%20voice.pdf" }
          long: { text: "{{ note }}", image: https://shop.example/a.jpg }
          film: { text: See, video: "{{ film }}", footer: Bye }
          track: { text: It is on its way., header: "Order {{ id }}", footer: Bye, link: { label: Track, url: "https://shop.example/?id={{ id }}" } }
          place: { text: We are here., location: { latitude: 18.52043, longitude: 73.856744, name: Workshop, address: MG Road } }
          sent: { location: { at: "{{ where }}" } }
          which: { text: Which?, image: https://shop.example/a.jpg, footer: With GST }
          headed: { text: Which?, header: Plans, location: { at: "1,2" } }
          number: { text: Your number?, request: contact }
          masked: { image: "https://shop.example/{{ secret }}" }
          home: { text: Where?, header: Pick-up, request: location }
        options: { paging: { open: Open } }
        templates:
          which: { name: a, header: "{{ id }}", buttons: [{ option: v2 }, none, { url: "{{ id }}" }, { reply: "more of {{ id }}" }] }
          film: { name: b, video: "{{ film }}" }
        """;

    private static readonly MessageRenderer Renderer = new(FlowsFolder.Catalogue(("messages.en.yaml", Shared)), (_, name) => name == "secret");

    [Fact]
    public void A_file_has_the_text_as_its_caption() =>
        Render("invoice", ("id", "A/1 &")).Should().Equal(new DocumentMessage("https://shop.example/A%2F1%20%26/a.pdf", "Invoice A/1 &.pdf", "Thank you."));

    [Fact]
    public void A_document_is_called_as_its_address_ends() =>
        Render("unnamed").Should().Equal(new DocumentMessage("https://shop.example/in%20voice.pdf", "in voice.pdf", ""));

    [Fact]
    public void A_text_that_is_too_long_for_a_caption_follows_the_file()
    {
        Render("long", ("note", new string('x', 1024))).Should().Equal(new ImageMessage("https://shop.example/a.jpg", new string('x', 1024)));
        Render("long", ("note", new string('x', 1025))).Should().Equal(new ImageMessage("https://shop.example/a.jpg", ""), new TextMessage(new string('x', 1025)));
    }

    [Theory]
    [InlineData("https://films.example/1.mp4", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("films/1.mp4", false)]
    [InlineData("", false)]
    public void What_is_no_address_is_left_out(string film, bool sent) =>
        Render("film", ("film", film)).Should().Equal(sent ? new VideoMessage(film, "See\nBye") : new TextMessage("See\nBye"));

    [Fact]
    public void A_link_is_a_button_between_header_and_footer() =>
        Render("track", ("id", "4 2")).Should().Equal(
            new LinkMessage("It is on its way.", "Track", "https://shop.example/?id=4%202") { Frame = new("Order 4 2", "Bye") });

    [Fact]
    public void A_place_follows_its_text()
    {
        Render("place").Should().Equal(new TextMessage("We are here."), new LocationMessage(18.52043, 73.856744, "Workshop", "MG Road"));
        Render("sent", ("where", "18.5,-73")).Should().Equal(new LocationMessage(18.5, -73, "", ""));
        Render("sent", ("where", "200,0")).Should().BeEmpty();
    }

    [Fact]
    public void Over_buttons_a_file_is_the_header()
    {
        var buttons = Renderer.Render(Replies.Of("which").Offering(Replies.Labelled("Yes", "No"))).Should().ContainSingle().Which.Should().BeOfType<ButtonsMessage>().Subject;

        buttons.Frame.Should().Be(new MessageFrame("", "With GST", new(LinkedFileKind.Image, "https://shop.example/a.jpg")));
    }

    [Fact]
    public void Over_a_list_a_file_goes_ahead()
    {
        var messages = Renderer.Render(Replies.Of("which").Offering(Replies.Labelled("1", "2", "3", "4")));

        messages.Should().HaveCount(2);
        messages[0].Should().Be(new ImageMessage("https://shop.example/a.jpg", ""));
        messages[1].Should().BeOfType<ListMessage>().Which.Frame.Should().Be(new MessageFrame("", "With GST"));
    }

    [Fact]
    public void A_place_goes_ahead_of_choices()
    {
        var messages = Renderer.Render(Replies.Of("headed").Offering(Replies.Labelled("Yes", "No")));

        messages[0].Should().Be(new LocationMessage(1, 2, "", ""));
        messages[1].Should().BeOfType<ButtonsMessage>().Which.Frame.Should().Be(new MessageFrame("Plans", ""));
    }

    [Fact]
    public void A_number_or_a_place_is_asked_for_with_one_tap()
    {
        Render("number").Should().Equal(new ContactRequestMessage("Your number?"));
        Render("home").Should().Equal(new LocationRequestMessage("Pick-up\nWhere?"));
    }

    [Fact]
    public void In_words_all_of_it_is_told()
    {
        Renderer.RenderText(Replies.Of("track").With("id", "42")).Should().Be("Order 42\nIt is on its way.\nBye\nTrack: https://shop.example/?id=42");
        Renderer.RenderText(Replies.Of("place")).Should().Be("We are here.\nWorkshop, MG Road");
    }

    [Fact]
    public void A_templates_buttons_choose_say_and_open()
    {
        var parts = Renderer.RenderTemplate(Replies.Of("which").With("id", "4 2").Offering(Replies.Labelled("Yes", "No")))!.Parts!;

        parts.Header.Should().Be("4 2");
        parts.Buttons.Should().Equal(new TemplateButton(0, "state#v2", ""), new(2, "", "4%202"), new(3, "more of 4 2", ""));
    }

    [Fact]
    public void A_templates_file_is_its_header()
    {
        Renderer.RenderTemplate(Replies.Of("film").With("film", "https://films.example/1.mp4"))!.Parts!.File
            .Should().Be(new LinkedFile(LinkedFileKind.Video, "https://films.example/1.mp4"));
    }

    [Fact]
    public void A_personal_value_is_masked_in_an_address() =>
        Render("masked", ("secret", "ABCPD1234E")).Should().Equal(new ImageMessage("https://shop.example/XXXXXX234E", ""));

    [Fact]
    public void The_examples_of_the_page_are_sound()
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Repository.Flows)!, "docs", "messages.md"));
        var example = page.Split("## Messages that carry more")[1].Split("```yaml\n")[1].Split("```")[0];

        FlowsFolder.Catalogue(("messages.en.yaml", $"language: en\nname: English\n{example}")).Languages.Should().Equal("en");
        example.Should().ContainAll("document:", "image:", "header:", "footer:", "link:", "location:", "request:", "buttons:");
    }

    private static ImmutableArray<OutboundMessage> Render(string key, params (string Slot, string Value)[] slots) =>
        Renderer.Render(slots.Aggregate(Replies.Of(key), (reply, slot) => reply.With(slot.Slot, slot.Value)));
}
