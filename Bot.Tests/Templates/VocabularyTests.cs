using Bot.Templates.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Templates;

public sealed class VocabularyTests
{
    private static readonly Vocabulary Vocabulary = new(FlowsFolder.Catalogue(
        ("messages.en.yaml", "language: en\nname: English\ncommands: { menu: [menu, main menu], yes: 'yes', back: [back] }\noptions: { paging: { more: More }, confirm: { yes: Yes } }\n"),
        ("messages.hi.yaml", "language: hi\nname: हिन्दी\ncommands: { menu: [मेन्यू], yes: [हाँ], back: [पीछे] }\noptions: { paging: { more: और } }\n"),
        ("fastag/messages.en.yaml", "language: en\nentry: [fastag, fast tag]\noptions: { confirm: { yes: Yes please } }\nfields: { plan: Plan }\n"),
        ("fastag/messages.hi.yaml", "language: hi\nentry: [फास्टैग, fastag]\nfields: { plan: योजना }\n")));

    [Theory]
    [InlineData("menu", "menu")]
    [InlineData(" *MAIN  menu*! ", "menu")]
    [InlineData("मेन्यू।", "menu")]
    [InlineData("हाँ", "yes")]
    [InlineData("men", null)]
    [InlineData("the menu please", null)]
    [InlineData("", null)]
    [InlineData("?", null)]
    public void A_command_is_known_in_every_language(string text, string? command) => Vocabulary.CommandOf(text).Should().Be(command);

    [Fact]
    public void A_long_text_is_no_command() => Vocabulary.CommandOf("menu" + new string(' ', 5000)).Should().BeNull();

    [Fact]
    public void An_entry_word_opens_its_flow_in_its_language()
    {
        Vocabulary.EntryOf("Fast Tag").Should().Be(("fastag", "en"));
        Vocabulary.EntryOf("फास्टैग").Should().Be(("fastag", "hi"));
        Vocabulary.EntryOf("fastag").Should().Be(("fastag", ""), "both languages have it");
        Vocabulary.EntryOf("loan").Should().BeNull();
    }

    [Theory]
    [InlineData("hi", "Main menu!", "मेन्यू")]
    [InlineData("hi", "fast tag", "फास्टैग")]
    [InlineData("en", "पीछे", "back")]
    [InlineData("hi", "loan", null)]
    public void A_word_has_its_counterpart_in_another_language(string language, string text, string? word) =>
        Vocabulary.WordIn(language, text).Should().Be(word);

    [Fact]
    public void Labels_come_in_every_language_and_the_flows_own_first()
    {
        Vocabulary.LabelsOf("fastag", "paging.more").Should().Equal("More", "और");
        Vocabulary.LabelsOf("fastag", "confirm.yes").Should().Equal("Yes please");
        Vocabulary.LabelsOf("other", "confirm.yes").Should().Equal("Yes");
        Vocabulary.LabelsOf("fastag", "field.plan").Should().Equal("Plan", "योजना");
        Vocabulary.LabelsOf("fastag", "none.such").Should().BeEmpty();
    }

    [Fact]
    public void Languages_know_their_own_names()
    {
        Vocabulary.Languages.Should().Equal("en", "hi");
        Vocabulary.NameOf("hi").Should().Be("हिन्दी");
        Vocabulary.NameOf("xx").Should().Be("xx");
    }
}
