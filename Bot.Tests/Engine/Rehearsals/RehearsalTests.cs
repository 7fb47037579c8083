using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Rehearsals;
using Bot.Host.Wiring;

namespace Bot.Tests.Engine.Rehearsals;

/// <summary>What an edited flow would have made of recorded conversations: each kind of difference is found, and an unchanged copy differs in
/// nothing.</summary>
public sealed class RehearsalTests
{
    private static readonly string[] Whole = ["hi", "10", "=found", "Ravi", "Pune", "yes", "=placed"];

    public static TheoryData<string[]> Talks => new(
    [
        Whole,
        ["hi", "99", "10", "=none", "20", "=found", "Ravi", "back", "Asha", "Pune", "no", "hi", "4"],
        ["hi", "10", "wait", "=found", "Ravi", "+30h", "hi", "yes", "5", "=found"],
        ["hi", "10", "=found", "Ravi", "Pune", "yes", "=declined", "edit", "name", "Asha", "yes", "=placed"],
    ]);

    [Theory]
    [MemberData(nameof(Talks))]
    public void An_unchanged_copy_differs_in_nothing(string[] talk)
    {
        var rehearsed = Play(OrderFlow.Edited(), OrderFlow.Talk(talk));

        rehearsed.Found.Should().BeEmpty();
        rehearsed.MessagesNow.Should().Be(rehearsed.MessagesWas).And.BePositive();
    }

    [Fact]
    public void An_answer_that_would_be_refused_is_told() => Found(Whole, ("max: 50", "max: 5"))
        .Should().ContainSingle(found => found.Difference == new Difference(DifferenceKind.Reject, "menu/size", "an answer that was taken is refused"));

    [Fact]
    public void Other_words_are_told_with_both_texts()
    {
        var found = Found(Whole, ("Which city?", "In which town?"))
            .Should().ContainSingle().Subject;

        found.Difference.Should().Be(new Difference(DifferenceKind.Reply, "menu/name answer", "other words"));
        (found.Was, found.Now).Should().Be(("Which city?", "In which town?"));
    }

    [Fact]
    public void Questions_in_another_order_are_told_once_and_the_answers_are_found_where_they_were_given()
    {
        var found = Found(Whole, ("found: name", "found: city"), ("name: { ask: name, next: city }", "name: { ask: name, next: confirm }"), ("city: { ask: city, next: confirm }", "city: { ask: city, next: name }"));

        found.Select(one => one.Difference.Kind).Should().Equal(DifferenceKind.State);
        found[0].Difference.What.Should().Be("went on at menu/name, now at menu/city");
    }

    [Fact]
    public void A_state_under_another_name_is_the_same_question_and_strands_who_stands_on_it_now()
    {
        (string, string)[] renamed = [("name: { ask: name, next: city }", "who: { ask: name, slot: name, next: city }"), ("found: name", "found: who")];

        Found(Whole, renamed).Select(one => one.Difference.Kind).Should().Equal(DifferenceKind.State);
        Found(["hi", "10", "=found"], renamed).Should().Contain(found => found.Difference == new Difference(DifferenceKind.Stranded, "menu/name", "would go on at size"));
    }

    [Fact]
    public void Another_end_is_told() => Found(Whole, ("placed: done,", "placed: stopped,"), ("next: confirm } }", "next: done } }"))
        .Should().ContainSingle().Which.Difference.Should().Be(
            new Difference(DifferenceKind.End, "menu/place outcome placed", "ended as menu/done, now ended as menu/stopped"));

    [Fact]
    public void A_call_that_is_no_longer_made_is_told() =>
        Found(Whole, ("size: { ask: size, next: look }", "size: { ask: size, next: name }"), ("name: { ask: name, next: city }", "name: { ask: name, next: city, commands: { retry: look } }"))
            .Should().Contain(found => found.Difference == new Difference(DifferenceKind.Call, "menu/look", "shop.look, which came back as found, is not called"));

    [Fact]
    public void A_call_without_a_recorded_outcome_stops_the_conversation_as_not_known() =>
        Found(Whole, ("found: name", "found: price"), ("  name: {", "  price: { call: shop.price, with: { size }, on: { known: name, unknown: size } }\n  name: {"))
            .Should().Contain(found => found.Difference == new Difference(DifferenceKind.Unknown, "menu/price", "calls shop.price, of which no outcome was recorded"))
            .And.NotContain(found => found.Difference.Kind == DifferenceKind.End);

    [Fact]
    public void A_question_that_was_not_asked_leaves_the_rest_not_known_or_without_its_end() =>
        Found(Whole, ("found: name", "found: colour"), ("  name: {", "  colour: { ask: colour, slot: colour, next: name }\n  name: {"), ("  city: text", "  city: text\n  colour: text"),
            ("none: None left.", "none: None left., colour: Which colour?"), ("fields: {", "fields: { colour: Colour,"), ("for {{ name }}", "for {{ name }} in {{ colour }}"))
            .Should().Contain(found => found.Difference.Kind == DifferenceKind.End && found.Difference.What == "the conversation came to an end, now it is still here");

    [Fact]
    public void An_expiry_that_comes_sooner_is_found_where_a_person_took_longer() =>
        Found(["hi", "10", "=found", "+5h", "Ravi", "Pune", "yes", "=placed"], ("after: 24h", "after: 3h"))
            .Should().Contain(found => found.Difference.Kind == DifferenceKind.End);

    [Fact]
    public void A_message_more_is_counted()
    {
        var rehearsed = Play(OrderFlow.Edited(("found: name", "found: told"), ("  name: {", "  told: { say: told, next: name }\n  name: {"), ("none: None left.", "none: None left., told: We have it.")), OrderFlow.Talk(Whole));

        rehearsed.MessagesNow.Should().Be(rehearsed.MessagesWas + 1);
        rehearsed.Found.Select(found => found.Difference).Should().Equal(new Difference(DifferenceKind.Reply, "menu/look outcome found", "other words"));
    }

    [Fact]
    public void What_throws_is_a_fault_and_ends_the_conversation()
    {
        var catalog = OrderFlow.Current;
        var rehearsal = new Rehearsal(catalog.Flows, catalog.Flows, catalog.Vocabulary, new Torn(catalog.Renderer));

        rehearsal.Play(OrderFlow.Talk(Whole)).Found.Should().ContainSingle().Which.Difference
            .Should().Be(new Difference(DifferenceKind.Fault, "menu/name", "the message is torn"));
    }

    private static ImmutableArray<FoundDifference> Found(string[] talk, params (string Was, string Now)[] changes) =>
        Play(OrderFlow.Edited(changes), OrderFlow.Talk(talk)).Found;

    private static RehearsedConversation Play(FlowCatalog edited, RecordedConversation talk) =>
        new Rehearsal(edited.Flows, OrderFlow.Current.Flows, edited.Vocabulary, edited.Renderer).Play(talk);

    private sealed class Torn(IMessageRenderer inner) : IMessageRenderer
    {
        public ImmutableArray<OutboundMessage> Render(Reply reply) =>
            reply.Message == "city" ? throw new InvalidOperationException("the message is torn") : inner.Render(reply);

        public string RenderText(Reply reply) => inner.RenderText(reply);

        public TemplateMessage? RenderTemplate(Reply reply) => inner.RenderTemplate(reply);

        public string LabelOf(string flow, string labelKey, string language) => inner.LabelOf(flow, labelKey, language);
    }
}
