using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Templates;
using Bot.Templates.Fitting;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Templates.Rendering;

public sealed class LimitTests
{
    private static readonly MessageRenderer Renderer = new(
        FlowsFolder.Catalogue(("messages.en.yaml", "language: en\nname: English\nmessages:\n  any: '{{ body }}'\n  chooseFromList: Please choose.\noptions:\n  paging: { open: Choose from the options }\n")),
        (_, _) => false);

    private static System.Collections.Immutable.ImmutableArray<OutboundMessage> Render(string body, params IEnumerable<string> labels) =>
        Renderer.Render(Replies.Of("any").Given("body", body).Offering(Replies.Labelled(labels)));

    private static string Lines(int count) => string.Join('\n', Enumerable.Range(1, count).Select(number => $"This is line number {number} of a long text"));

    [Fact]
    public void Any_reply_renders_within_the_limits()
    {
        var sign = Gen.Elements("a", "Z", "9", " ", "  ", "\n", "\n\n", "é", "क", "क्ष", "ि", "्", "हिन्दी ", "👍", "👩‍👩‍👧", "🇮🇳", "\u200d", "e\u0301", "word ", "\t", "़");
        var text = from length in Gen.Frequency((4, Gen.Choose(0, 30)), (2, Gen.Choose(30, 300)),
            (1, Gen.Choose(300, 3000)))
                   from signs in sign.ListOf(length)
                   select string.Concat(signs);
        var label = from length in Gen.Choose(0, 40) from signs in sign.ListOf(length) select string.Concat(signs);
        var reply = from body in text from count in Gen.Choose(0, 13) from labels in label.ListOf(count) select (Body: body, Labels: labels);

        Prop.ForAll(reply.ToArbitrary(), made => Render(made.Body, made.Labels).All(Fits)).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Nothing_is_lost_when_a_text_is_parted()
    {
        var pieces = Render(Lines(300)).Cast<TextMessage>().ToList();

        pieces.Should().HaveCountGreaterThan(2);
        string.Join('\n', pieces.Select(piece => piece.Body)).Should().Be(Lines(300));
        pieces.Should().AllSatisfy(piece => piece.Body.Should().StartWith("This is line"));
    }

    [Fact]
    public void A_text_is_parted_between_paragraphs_first()
    {
        var (first, second) = (Lines(80), Lines(40));

        Render(first + "\n\n" + second).Should().Equal(new TextMessage(first), new TextMessage(second));
    }

    [Fact]
    public void A_body_over_the_choices_limit_goes_ahead_and_its_last_paragraph_stays()
    {
        var messages = Render(Lines(60) + "\n\nIs this right?", "Yes", "No");

        messages.Should().HaveCount(2);
        messages[0].Should().Be(new TextMessage(Lines(60)));
        ((ButtonsMessage)messages[1]).Body.Should().Be("Is this right?");
    }

    [Fact]
    public void A_body_without_a_short_end_goes_ahead_whole()
    {
        var body = string.Concat(Enumerable.Repeat("endless ", 200)).Trim();

        var messages = Render(body, "Yes");

        messages[0].Should().Be(new TextMessage(body));
        ((ButtonsMessage)messages[1]).Body.Should().Be("Please choose.");
    }

    [Theory]
    [InlineData(3, 20, 1)]
    [InlineData(3, 21, 0)]
    [InlineData(4, 20, 0)]
    public void Buttons_are_at_most_three_of_twenty(int count, int length, int buttons) =>
        Render("Body", Enumerable.Range(0, count).Select(number => new string((char)('a' + number), length))).OfType<ButtonsMessage>().Should().HaveCount(buttons);

    [Fact]
    public void A_list_over_ten_rows_goes_on_in_another()
    {
        var lists = Render("Body", Enumerable.Range(1, 14).Select(number => $"Row {number}")).Cast<ListMessage>().ToList();

        lists.Select(list => list.Rows.Length).Should().Equal(10, 4);
        lists.Select(list => list.Body).Should().Equal("Body", "Please choose.");
        lists[0].Open.Should().Be("Choose from the opt…");
    }

    [Fact]
    public void Titles_that_are_alike_become_distinct()
    {
        var buttons = (ButtonsMessage)Render("Body", "Yes", "yes", "Yes").Single();

        buttons.Buttons.Select(button => button.Title).Should().Equal("Yes", "yes (2)", "Yes (3)");
    }

    [Fact]
    public void A_choice_offered_twice_is_offered_once()
    {
        var twice = Replies.Labelled("Yes").Concat(Replies.Labelled("Yes"));

        ((ButtonsMessage)Renderer.Render(Replies.Of("any").Given("body", "Sure?").Offering(twice)).Single()).Buttons.Should().ContainSingle();
    }

    [Fact]
    public void A_label_without_a_sign_shows_the_value() =>
        ((ButtonsMessage)Render("Body", " \n ").Single()).Buttons.Should().Equal(new Button("state#v1", "v1"));

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("abc", 3, "abc")]
    [InlineData("ab 👩‍👩‍👧 c", 8, "ab…")]
    [InlineData("ab👍👍", 5, "ab👍…")]
    [InlineData("🇮🇳🇮🇳", 6, "🇮🇳…")]
    // Half of क्षि would be another letter, and का without its vowel sign another word.
    [InlineData("मक्षिका", 4, "म…")]
    [InlineData("काकाका", 4, "का…")]
    [InlineData("e\u0301e\u0301", 3, "e\u0301…")]
    public void A_cut_never_goes_through_a_sign(string text, int limit, string cut) => TextCut.Within(text, limit).Should().Be(cut);

    private static bool Fits(OutboundMessage message) => message switch
    {
        TextMessage text => Within(text.Body, 4096),
        ButtonsMessage buttons => Within(buttons.Body, 1024) && buttons.Buttons.Length is >= 1 and <= 3
            && AreTitles(buttons.Buttons.Select(button => button.Title), 20) && AreIds(buttons.Buttons.Select(button => button.Id), 256),
        ListMessage list => Within(list.Body, 1024) && Within(list.Open, 20) && list.Rows.Length is >= 1 and <= 10
            && AreTitles(list.Rows.Select(row => row.Title), 24) && AreIds(list.Rows.Select(row => row.Id), 200)
                && list.Rows.All(row => row.Description.Length <= 72),
        _ => false,
    };

    private static bool Within(string text, int limit) =>
        text.Length >= 1 && text.Length <= limit && text.Trim().Length > 0 && new StringInfo(text).LengthInTextElements <= limit;

    private static bool AreTitles(IEnumerable<string> titles, int limit) =>
        titles.All(title => Within(title, limit) && !title.Contains('\n')) && titles.Distinct(StringComparer.OrdinalIgnoreCase).Count() == titles.Count();

    private static bool AreIds(IEnumerable<string> ids, int limit) =>
        ids.All(id => Within(id, limit) && id.Trim() == id) && ids.Distinct().Count() == ids.Count();
}
