using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Proving;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Proving;

/// <summary>Each kind of fault, planted in a small flow, is found with a shortest conversation; a flow without one is gone through whole and nothing
/// is found.</summary>
public sealed class ProverTests
{
    private const string Sound = """
        size: { ask: size, attempts: { max: 2, then: none }, next: look }
        none: { say: none, next: gone }
        look:
          call: shop.look
          with: { size }
          on: { found: { set: { price: result.price }, next: confirm }, none: { say: none, next: size }, unavailable: { say: down, retry: true } }
        confirm:
          choose: confirm
          options: [yes, no]
          always: true
          summary: [size]
          next:
            - { when: { confirm: yes }, to: pay }
            - { edit: any }
        pay:
          call: shop.pay
          with: { size }
          on: { paid: { set: { receipt: result.receipt }, next: done }, declined: { say: declined, next: confirm }, unavailable: { say: down, retry: true } }
        done: { end: done }
        """;

    [Fact]
    public void A_sound_flow_is_gone_through_whole()
    {
        var (proof, flows) = Proofs.Of(Sound);

        proof.Findings.Should().BeEmpty();
        proof.IsWhole.Should().BeTrue();
        proof.Ends.Keys.Should().BeEquivalentTo("done", "gone");
        Proofs.Told(proof.Ends["done"]).Should().Be("12 =found [yes] =paid".Replace("12", ((SayMove)proof.Ends["done"][0]).Text, StringComparison.Ordinal));
        var flow = flows.Entry;
        flow.States.SelectMany(state => flow.TransitionsOf(state).Select(way => new Way(flow.Name, state.Name, way.Trigger, way.To)))
            .Should().BeSubsetOf(proof.Ways.Keys, "every declared way is taken by some conversation");
    }

    [Fact]
    public void The_same_flow_gives_the_same_proof()
    {
        var (one, other) = (Proofs.Of(Sound).Proof, Proofs.Of(Sound).Proof);

        (one.States, one.Transitions).Should().Be((other.States, other.Transitions));
        one.Ends.Select(end => Proofs.Told(end.Value)).Should().Equal(other.Ends.Select(end => Proofs.Told(end.Value)));
    }

    [Fact]
    public void A_bound_is_told_and_nothing_is_called_whole()
    {
        var (proof, _) = Proofs.Of(Sound, bounds: new(States: 10));

        proof.IsWhole.Should().BeFalse();
        proof.Uncovered.Should().ContainSingle().Which.Should().Contain("states were not gone on from: more than 10");
        proof.Findings.Should().BeEmpty("of what was not looked at nothing is said");
    }

    [Fact]
    public void A_payment_that_cannot_be_left_after_it_was_declined_is_a_place_without_an_end() =>
        Found(Sound.Replace("declined: { say: declined, next: confirm }", "declined: { say: declined, next: again }", StringComparison.Ordinal)
            + "\nagain: { choose: again, options: [yes, no], always: true, next: again }")
            .Should().Contain(found => found.Kind == FindingKinds.Wait && found.Place == "menu/again").Which.Conversation.Should().HaveCount(4);

    [Theory]
    [InlineData("reserve", "reserved")]
    [InlineData("offer", "offered")]
    public void A_list_that_may_come_without_rows_is_a_question_that_no_answer_satisfies_unless_the_flow_looks(string operation, string outcome)
    {
        const string Flow = """
            size: { ask: size, next: bring }
            bring:
              call: shop.CALLED
              with: { size }
              on: { OUTCOME: { set: { rows: result.rows }, next: NEXT }, unavailable: gone }
            look:
              set: {}
              next:
                - { when: { rows: { set: true } }, to: row }
                - { to: none }
            none: { say: none, next: gone }
            row: { choose: row, options: { from: rows, label: name }, next: done }
            done: { end: done }
            """;
        var flow = Flow.Replace("CALLED", operation, StringComparison.Ordinal).Replace("OUTCOME", outcome, StringComparison.Ordinal);

        Found(flow.Replace("NEXT", "look", StringComparison.Ordinal)).Should().BeEmpty();
        var look = Flow[Flow.IndexOf("look:", StringComparison.Ordinal)..Flow.IndexOf("row: {", StringComparison.Ordinal)];
        var blind = flow.Replace("NEXT", "row", StringComparison.Ordinal).Replace(look, "", StringComparison.Ordinal);
        Found(blind).Should().ContainSingle(found => found.Kind == FindingKinds.Wait && found.Place == "menu/row").Which.Conversation.Should().HaveCount(2);
    }

    [Fact]
    public void A_round_of_questions_without_an_end_is_told() =>
        Found(Sound.Replace("declined: { say: declined, next: confirm }", "declined: { say: declined, next: name }", StringComparison.Ordinal)
            + "\nname: { ask: name, always: true, next: city }\ncity: { ask: city, always: true, next: name }")
            .Should().Contain(found => found.Kind == FindingKinds.NoEnd && found.Place == "menu/name");

    [Fact]
    public void A_consequence_twice_in_one_run_is_told()
    {
        var found = Found(Sound.Replace("next: done }, declined", "next: again }, declined", StringComparison.Ordinal)
            + "\nagain:\n  choose: again\n  options: [yes, no]\n  always: true\n  next:\n    - { when: { again: yes }, to: pay }\n    - { to: done }");

        var twice = found.Should().ContainSingle(one => one.Kind == FindingKinds.Twice).Subject;
        twice.What.Should().Be("shop.pay is called again after it came out well, with the same arguments");
        Proofs.Told(twice.Conversation[1..]).Should().Be("=found [yes] =paid [yes]");
    }

    [Fact]
    public void A_changed_argument_makes_it_another_call() => Proofs.Of(Sound, "repeats: [shop.pay]").Proof.Findings.Should().BeEmpty();

    [Fact]
    public void An_answer_that_changes_another_without_a_word_is_told() =>
        Found("""
            size: { ask: size, next: name }
            name: { ask: name, next: city }
            city: { ask: city, next: take }
            take: { set: { name: city }, next: confirm }
            confirm: { choose: confirm, options: [yes, no], always: true, next: done }
            done: { end: done }
            """).Should().ContainSingle(found => found.Kind == FindingKinds.Silent).Which.What.Should().Be("the answer at city changes the answer name without a word");

    [Fact]
    public void An_answer_that_takes_over_what_its_question_is_about_changes_nothing_without_a_word() =>
        Found("""
            size: { ask: size, next: name }
            name: { ask: name, next: look }
            look: { call: shop.look, with: { size }, on: { found: { set: { price: result.price }, next: taken }, none: gone, unavailable: { say: down, retry: true } } }
            taken: { choose: again, slot: taken, options: [yes, no], next: [{ when: { taken: yes }, to: take }, { to: city }] }
            take: { set: { name: price }, next: city }
            city: { ask: city, next: done }
            done: { end: done }
            """).Should().BeEmpty("the question depends on the price: who says yes to it has heard of it");

    [Fact]
    public void Options_that_differ_in_names_alone_are_one_behind_their_questions()
    {
        var (alike, other) = (Proofs.Of(Twins("")).Proof, Proofs.Of(Twins("always: true, ")).Proof);

        (alike.IsWhole, alike.Findings.Length, other.IsWhole).Should().Be((true, 0, true));
        alike.States.Should().BeLessThan(other.States);
        alike.Ways.Keys.Should().Contain([new("menu", "name", "answer", "city"), new("menu", "other", "answer", "city")], "the question of each is gone on from");
    }

    /// <summary>Two options that lead to a question each for one slot.</summary>
    /// <param name="apart">What one of the questions has and the other has not.</param>
    private static string Twins(string apart) => $$"""
        size: { ask: size, next: confirm }
        confirm: { choose: confirm, options: [yes, no], next: [{ when: { confirm: yes }, to: name }, { to: other }] }
        name: { ask: name, next: city }
        other: { ask: name, slot: name, {{apart}}next: city }
        city: { ask: city, next: done }
        done: { end: done }
        """;

    [Fact]
    public void A_way_to_an_end_that_takes_too_many_messages_is_told() =>
        Proofs.Of(Sound, bounds: new(Longest: 1)).Proof.Findings.Should().ContainSingle(found => found.Kind == FindingKinds.TooLong && found.Place == "menu/done");

    [Fact]
    public void Calls_that_follow_each_other_without_a_person_are_told() =>
        Found("""
            size: { ask: size, next: look }
            look: { call: shop.look, with: { size }, on: { found: name, none: gone, unavailable: { say: down, retry: true } } }
            name: { ask: name, next: pay }
            pay: { call: shop.pay, with: { size }, on: { paid: done, declined: { say: declined, next: look }, unavailable: { say: down, retry: true } } }
            done: { end: done }
            """)
            .Should().Contain(found => found.Kind == FindingKinds.Loop).Which.What.Should().Be("menu calls and comes back here without a person");

    [Fact]
    public void An_input_that_throws_is_told_and_the_rest_is_gone_through()
    {
        var proof = Proofs.Of(Sound, words: words => new FailingWords(words)).Proof;

        var thrown = proof.Findings.Should().Contain(found => found.Kind == FindingKinds.Throws && found.Place == "menu/confirm").Subject;
        thrown.What.Should().Be("the word is not known");
        Proofs.Told(thrown.Conversation).Should().EndWith("help", "it is the message that throws");
        proof.Ends.Keys.Should().BeEquivalentTo("done", "gone");
    }

    [Fact]
    public void A_call_without_what_a_partner_left_out_is_told()
    {
        var found = Found(Sound.Replace("set: { price: result.price }, next: confirm", "set: { price: result.price }, next: known", StringComparison.Ordinal)
            .Replace("call: shop.pay\n  with: { size }", "call: shop.pay\n  with: { size: price }", StringComparison.Ordinal)
            + "\nknown:\n  set: {}\n  next:\n    - { when: { price: { set: true } }, to: confirm }\n    - { to: confirm }");

        var unset = found.First(one => one.Kind == FindingKinds.Unset);
        unset.What.Should().Be("pay calls shop.pay without size, which is not set");
        unset.Conversation.OfType<ReturnMove>().Single().Fields.Should().BeEmpty("the partner found it and left out the price");
    }

    [Fact]
    public void A_message_that_does_not_fit_is_told_once_with_the_way_to_it()
    {
        var found = Proofs.Of(Sound, faultOf: reply => reply.Message == "declined" ? "it is cut into 3 messages in 'en'" : null).Proof.Findings;

        var message = found.Should().ContainSingle().Subject;
        (message.Kind, message.Place, message.What).Should().Be((FindingKinds.Message, "menu/pay", "declined: it is cut into 3 messages in 'en'"));
        Proofs.Told(message.Conversation[1..]).Should().Be("=found [yes] =declined");
    }

    [Fact]
    public void The_straightest_conversations_find_the_same_as_the_shortest()
    {
        var (shortest, straightest) = (Proofs.Of(Sound).Proof, Proofs.Of(Sound, bounds: new(Shortest: 0)).Proof);

        straightest.IsWhole.Should().BeTrue();
        (straightest.States, straightest.Ways.Count, straightest.Findings.Length).Should().Be((shortest.States, shortest.Ways.Count, 0));
        straightest.Ends.Keys.Should().Equal(shortest.Ends.Keys);
    }

    [Fact]
    public void A_bound_on_the_straightest_tells_how_far_from_the_straight_way_it_came()
    {
        var whole = Proofs.Of(Sound, bounds: new(Shortest: 0)).Proof.States;

        Proofs.Of(Sound, bounds: new(States: whole - 3, Shortest: 0)).Proof.Uncovered.Should().ContainSingle()
            .Which.Should().MatchRegex("more than [0-9]+; every conversation was gone through, however long, that is never [1-9] departures away from the straight way");
    }

    [Fact]
    public void Where_too_many_wait_the_nearest_are_gone_on_from_and_the_rest_is_told()
    {
        var (whole, proof) = (Proofs.Of(Sound).Proof, Proofs.Of(Sound, bounds: new(Shortest: 0, Waiting: 3)).Proof);

        proof.Uncovered.Should().ContainSingle().Which.Should().MatchRegex("states and [0-9]+ ways on were not gone on from: more than 3 waited to be; "
            + "every conversation was gone through, however long, that is never [1-9] departures away from the straight way");
        proof.States.Should().BeLessThan(whole.States);
        proof.Findings.Should().BeEmpty("of what was not looked at nothing is said");
    }

    [Fact]
    public void The_first_fault_is_enough_where_that_is_asked()
    {
        var proof = Proofs.Of(Sound, "promises:\n  - { says: nothing is paid, never: call shop.pay }\n  - { says: nothing is looked at, never: call shop.look }", new(First: true)).Proof;

        proof.Findings.Should().ContainSingle().Which.What.Should().Be("nothing is looked at");
        proof.Uncovered.Should().ContainSingle().Which.Should().Contain("a fault was found");
    }

    /// <summary>Words of which one makes the look-up throw.</summary>
    private sealed class FailingWords(IVocabulary words) : IVocabulary
    {
        public IReadOnlyList<string> Languages => words.Languages;

        public string NameOf(string language) => words.NameOf(language);

        public string? MeaningOf(string group, ReadOnlySpan<char> word) => words.MeaningOf(group, word);

        public string? CommandOf(string text) => text == "help" ? throw new InvalidOperationException("the word is not known") : words.CommandOf(text);

        public (string Flow, string Language)? EntryOf(string text) => words.EntryOf(text);

        public IReadOnlyList<string> LabelsOf(string flow, string labelKey) => words.LabelsOf(flow, labelKey);

        public IReadOnlyList<string> SynonymsOf(string flow, string labelKey) => words.SynonymsOf(flow, labelKey);

        public IEnumerable<IReadOnlyList<string>> TitlesOf(string flow, string language, ImmutableArray<Choice> choices) =>
            words.TitlesOf(flow, language, choices);
    }

    private static ImmutableArray<Finding> Found(string states) => Proofs.Of(states).Proof.Findings;
}
