using System.Collections.Immutable;
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
    public void A_way_to_an_end_that_takes_too_many_messages_is_told() =>
        Proofs.Of(Sound, bounds: new(Longest: 1)).Proof.Findings.Should().ContainSingle(found => found.Kind == FindingKinds.TooLong && found.Place == "menu/done");

    private static ImmutableArray<Finding> Found(string states) => Proofs.Of(states).Proof.Findings;
}
