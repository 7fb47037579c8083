using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Templates;
using Bot.Tests.Support;

namespace Bot.Tests.Templates.Rendering;

public sealed class RenderingTests
{
    private const string Shared =
        """
        language: en
        name: English
        messages:
          hello: Hello {{ name }}, you are {{ agent.name }} of {{ agent.city.name }}.
          help: Shared help
          offer: "Choose:\n{{ choices }}"
          chooseFromList: Please choose.
          personal: "{{ idNumber }} {{ dob }} {{ dob | date }} {{ userMobile | mobile }} {{ agent.pan }} {{ plan }}"
          shown: "{{ idNumber | reveal }} {{ dob | reveal | date }} {{ reveal userMobile }} {{ agent.pan | reveal }}"
          inBlocks: "{{ if idNumber }}{{ idNumber }} {{ idNumber | reveal }}{{ end }}{{ with agent }} {{ pan }} {{ pan | reveal }}{{ end }}"
          rows: |-
            Plans:
            {{~ for plan in plans ~}}
            - {{ plan.name }} at {{ plan.price | money }}{{ if plan.price }} for {{ person }}{{ end }}
            {{~ end ~}}
            That is all, {{ person }}.
          offerOnce: "{{ if plan }}{{ choices }}{{ end }}{{ for plan in plans }}!{{ end }}"
          nothing: "{{ missing }}"
          stillThere: Are you still there?
        options:
          paging: { open: Open, more: More }
          idProofType:
            pan: PAN
            passport: { label: Passport, note: asks for its expiry date }
          long:
            one: The first of two very long labels
            two: The first of two very long labels, again
        fields:
          vehicleNumber: Vehicle no
        templates:
          stillThere: { name: still_there, language: en_US, sourceName: Src, parameters: ["{{ vehicleNumber }}", "{{ missing }}", "{{ idNumber }}"] }
          otp: { name: otp, authentication: true, parameters: ["{{ code | reveal }}"] }
        """;

    private static readonly string[] Personal = ["idNumber", "dob", "userMobile", "agent"];

    private static readonly MessageRenderer Renderer = new(
        FlowsFolder.Catalogue(
            ("messages.en.yaml", Shared),
            ("messages.hi.yaml", "language: hi\nname: हिन्दी\nmessages:\n  hello: नमस्ते {{ name }}\noptions:\n  idProofType: { pan: पैन }\n  paging: { open: खोलें }\ntemplates:\n  stillThere: { name: still_there_hi }\n"),
            ("demo/messages.en.yaml", "language: en\nmessages:\n  help: Help of the demo\noptions:\n  idProofType: { pan: PAN card }\n"),
            ("demo/messages.hi.yaml", "language: hi\nmessages:\n  only: केवल\n")),
        (flow, slot) => flow == "demo" && Personal.Contains(slot));

    private static readonly Value Agent = Value.Record(("name", "Asha"), ("pan", "ABCPD1234E"), ("city", Value.Record(("name", "Pune"))));

    private static string Text(Reply reply) => Renderer.RenderText(reply);

    [Fact]
    public void Slots_and_their_fields_are_filled_in() =>
        Text(Replies.Of("hello", flow: "").With("name", "Ravi").With("agent", Agent)).Should().Be("Hello Ravi, you are Asha of Pune.");

    [Fact]
    public void An_argument_wins_over_a_slot_of_its_name() =>
        Text(Replies.Of("hello", language: "hi").With("name", "slot").Given("name", "argument")).Should().Be("नमस्ते argument");

    [Fact]
    public void A_field_of_an_argument_does_not_fall_back_to_the_slot() =>
        Text(Replies.Of("hello", flow: "").With("agent", Agent).Given("agent", "no record")).Should().Be("Hello , you are  of .");

    [Theory]
    [InlineData("demo", "en", "Help of the demo")]
    [InlineData("other", "en", "Shared help")]
    [InlineData("", "en", "Shared help")]
    [InlineData("demo", "hi", "Help of the demo")]
    [InlineData("other", "hi", "Shared help")]
    [InlineData("demo", "xx", "Help of the demo")]
    public void What_a_language_lacks_comes_from_the_default_one(string flow, string language, string text) =>
        Text(Replies.Of("help", flow, language)).Should().Be(text);

    [Fact]
    public void A_message_that_no_file_has_is_a_bug_and_says_its_name() =>
        FluentActions.Invoking(() => Text(Replies.Of("nowhere"))).Should().Throw<KeyNotFoundException>().WithMessage("*'demo'*'nowhere'*");

    [Fact]
    public void Personal_slots_are_masked()
    {
        var reply = Replies.Of("personal").With("idNumber", "ABCPD1234E").With("dob", "1990-06-15").With("userMobile", "919876543210").With("agent", Agent).With("plan", "400 Plan");

        Text(reply).Should().Be("XXXXXX234E XX-XX-XXXX XX-XX-XXXX XXXXXX3210 XXXXXX234E 400 Plan");
    }

    [Fact]
    public void An_argument_named_as_a_personal_slot_is_masked() => Text(Replies.Of("personal").Given("idNumber", "ABCPD1234E")).Should().StartWith("XXXXXX234E");

    [Fact]
    public void Reveal_shows_a_personal_slot_whole()
    {
        var reply = Replies.Of("shown").With("idNumber", "ABCPD1234E").With("dob", "1990-06-15").With("userMobile", "9876543210").With("agent", Agent);

        Text(reply).Should().Be("ABCPD1234E 15-06-1990 9876543210 ABCPD1234E");
    }

    [Fact]
    public void Blocks_mask_as_well() =>
        Text(Replies.Of("inBlocks").With("idNumber", "J1234567").With("agent", Agent)).Should().Be("XXXX4567 J1234567 XXXXXX234E ABCPD1234E");

    [Fact]
    public void A_list_is_repeated_with_formats_and_the_values_around_it()
    {
        var plans = Value.List([Value.Record(("name", "Basic"), ("price", "40000")), Value.Record(("name", "A&B"), ("price", "500.00"))]);

        Text(Replies.Of("rows").With("plans", plans).With("person", "Ravi")).Should().Be("Plans:\n- Basic at 40,000 for Ravi\n- A&B at 500 for Ravi\nThat is all, Ravi.");
    }

    [Fact]
    public void A_record_or_list_by_itself_shows_nothing() =>
        Text(Replies.Of("hello", flow: "").With("name", Agent).With("agent", Value.Record(("name", Value.List(["x"]))))).Should().Be("Hello , you are  of .");

    [Fact]
    public void Choices_are_numbered_lines_in_the_readers_language()
    {
        var choices = Replies.Named("idProofType.pan", "idProofType.passport").Append(new Choice("state#more", "more", 0, "paging.more", "")).Append(new Choice("s#x", "RAW", 3, "none.raw", ""));

        Text(Replies.Of("offer").Offering(choices)).Should().Be("Choose:\n1. PAN card\n2. Passport\nMore\n3. RAW");
        Text(Replies.Of("offer", language: "hi").Offering(choices)).Should().StartWith("Choose:\n1. पैन\n2. Passport");
        Text(Replies.Of("offerOnce").With("plan", "x").Offering(Replies.Labelled("a", "b"))).Should().Be("1. a\n2. b");
    }

    [Fact]
    public void A_plain_message_is_one_text() => Renderer.Render(Replies.Of("help")).Should().Equal(new TextMessage("Help of the demo"));

    [Fact]
    public void A_message_that_says_nothing_is_not_sent() => Renderer.Render(Replies.Of("nothing")).Should().BeEmpty();

    [Fact]
    public void Up_to_three_short_choices_are_buttons()
    {
        var message = Renderer.Render(Replies.Of("help").Offering(Replies.Labelled("Assign a FASTag", "Replace a FASTag", "Menu"))).Should().ContainSingle().Which;

        var buttons = message.Should().BeOfType<ButtonsMessage>().Subject;
        buttons.Body.Should().Be("Help of the demo");
        buttons.Buttons.Should().Equal(new Button("state#v1", "Assign a FASTag"), new Button("state#v2", "Replace a FASTag"), new Button("state#v3", "Menu"));
    }

    [Fact]
    public void A_choice_with_a_note_is_a_row_with_a_description()
    {
        var list = (ListMessage)Renderer.Render(Replies.Of("help").Offering(Replies.Named("idProofType.pan", "idProofType.passport"))).Single();

        list.Open.Should().Be("Open");
        list.Rows.Should().Equal(new Row("state#idProofType.pan", "PAN card", ""), new Row("state#idProofType.passport", "Passport", "asks for its expiry date"));
    }

    [Fact]
    public void A_label_over_the_title_is_cut_there_and_whole_below()
    {
        var list = (ListMessage)Renderer.Render(Replies.Of("help").Offering(Replies.Named("long.one", "long.two"))).Single();

        list.Rows.Should().Equal(
            new Row("state#long.one", "The first of two very l…", "The first of two very long labels"),
            new Row("state#long.two", "The first of two ve… (2)", "The first of two very long labels, again"));
    }

    [Fact]
    public void Choices_under_an_empty_body_stand_under_the_shared_sentence() =>
        ((ButtonsMessage)Renderer.Render(Replies.Of("nothing").Offering(Replies.Labelled("Yes"))).Single()).Body.Should().Be("Please choose.");

    [Fact]
    public void A_template_is_filled_for_use_outside_the_window()
    {
        var reply = Replies.Of("stillThere").With("vehicleNumber", "MH12\n  AB 1234").With("idNumber", "ABCPD1234E");

        var template = Renderer.RenderTemplate(reply);

        template.Should().BeEquivalentTo(new TemplateMessage("still_there", "en_US", ["MH12 AB 1234", "–", "XXXXXX234E"], "Src"));
        Renderer.RenderTemplate(Replies.Of("stillThere", language: "hi"))!.Name.Should().Be("still_there_hi");
        Renderer.RenderTemplate(Replies.Of("stillThere", language: "hi"))!.Language.Should().Be("hi");
        Renderer.RenderTemplate(Replies.Of("otp").With("code", "4821"))!.Authentication.Should().BeTrue();
        Renderer.RenderTemplate(Replies.Of("help")).Should().BeNull();
    }

    [Fact]
    public void A_label_is_found_by_its_key()
    {
        Renderer.LabelOf("demo", "idProofType.pan", "en").Should().Be("PAN card");
        Renderer.LabelOf("", "idProofType.pan", "hi").Should().Be("पैन");
        Renderer.LabelOf("demo", "field.vehicleNumber", "hi").Should().Be("Vehicle no");
        Renderer.LabelOf("demo", "none.such", "en").Should().Be("none.such");
    }
}
