using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Tests.Engine.Execution;

/// <summary>Operators take a conversation over, write, answer for the person and hand it back.</summary>
public sealed class OperatorTurnTests
{
    private const string Yaml = """
        flow: visit
        start: name
        slots:
          name: text
          age: { type: number, min: 18, max: 120 }
          size: choice
        states:
          name:
            ask: name
            remind: { after: 10m, say: still }
            next: age
          age:
            ask: age
            next: size
          size:
            choose: size
            options: [small, large]
            next: done
          done:
            end:
        """;

    private readonly Talk _talk = Talk.Of(Yaml);

    [Fact]
    public void One_who_takes_over_silences_the_bot_and_keeps_the_machine_as_it_stands()
    {
        _talk.Say("hello");
        _talk.Say("Asha");
        var before = _talk.Session.Top!;

        var taken = Take("ravi")!;

        (taken.Session.WithHuman, taken.Session.Operator, taken.Session.HumanSince).Should().Be((true, "ravi", _talk.Now));
        taken.Replies.Should().BeEmpty();
        taken.Timers.Should().BeEmpty();
        _talk.Say("30")!.Replies.Should().BeEmpty();
        (_talk.Session.Top!.State, _talk.Session.Top.Slots.Find("name")).Should().Be((before.State, before.Slots.Find("name")));
        _talk.Session.Top.Slots.Has("age").Should().BeFalse();
    }

    [Fact]
    public void One_who_writes_has_the_conversation_and_their_time_begins_again()
    {
        _talk.Say("hello");
        var written = Hear(new WrittenByOperator("w1", _talk.Now.AddHours(3), new("Good morning")) { By = "ravi" })!;

        (written.Session.WithHuman, written.Session.Operator, written.Session.HumanSince).Should().Be((true, "ravi", _talk.Now.AddHours(3)));
        written.Replies.Should().BeEmpty();
        written.Path.Should().BeEmpty();
    }

    [Fact]
    public void Handed_back_the_person_hears_the_question_that_is_open_and_its_timers_run()
    {
        _talk.Say("hello");
        Take("ravi");

        var back = Hear(new SetByOperator("b", _talk.Now, null, false) { By = "ravi" })!;

        (back.Session.WithHuman, back.Session.Operator, back.Session.HumanSince).Should().Be((false, null, null));
        back.Replies.Should().ContainSingle().Which.Message.Should().Be("name");
        back.Timers.Should().ContainSingle();
    }

    [Fact]
    public void Handed_back_to_a_question_the_person_hears_that_one_alone()
    {
        _talk.Say("hello");
        _talk.Say("Asha");
        Take("ravi");

        var back = Hear(new MovedByOperator("b", _talk.Now, "name") { By = "ravi", HandsBack = true })!;

        back.Session.WithHuman.Should().BeFalse();
        back.Replies.Should().ContainSingle().Which.Message.Should().Be("name");
        _talk.Session.Top!.State.Should().Be("name");
    }

    [Fact]
    public void One_who_is_moved_without_being_handed_back_stays_with_the_human()
    {
        _talk.Say("hello");
        _talk.Say("Asha");
        Take("ravi");

        Hear(new MovedByOperator("m", _talk.Now, "name"))!.Session.Should().Match<Session>(session => session.WithHuman && session.Operator == "ravi");
    }

    [Theory]
    [InlineData("age", "30", "size")]
    [InlineData("name", "Meera", "age")]
    public void An_answer_for_the_person_goes_on_as_their_own_would(string state, string text, string next)
    {
        _talk.Say("hello");
        _talk.Say("Asha");
        Take("ravi");

        var answered = Hear(new AnsweredByOperator("a", _talk.Now, state, text) { By = "ravi" })!;

        answered.Path.Should().Contain(step => step.From == state && step.Trigger.StartsWith("answer"));
        (answered.Session.Top!.State, answered.Session.WithHuman).Should().Be((next, false));
        answered.Replies.Should().ContainSingle().Which.Message.Should().Be(next);
    }

    [Fact]
    public void What_a_question_does_not_take_of_a_person_it_does_not_take_of_an_operator()
    {
        _talk.Say("hello");
        _talk.Say("Asha");
        Take("ravi");

        Hear(new AnsweredByOperator("a", _talk.Now, "age", "twelve"))!.Path.Should().NotContain(step => step.Trigger.StartsWith("answer"));
    }

    [Theory]
    [InlineData("menu")]
    [InlineData("open visit")]
    public void A_word_that_moves_the_bot_calls_it_back_from_an_operator_too(string word)
    {
        _talk.Say("hello");
        Take("ravi");

        (_talk.Say(word)!.Session.WithHuman, _talk.Session.Operator).Should().Be((false, null));
    }

    [Fact]
    public void What_operators_do_is_computed_again_from_the_log_byte_for_byte()
    {
        _talk.Say("hello");
        foreach (var input in new Input[]
        {
            new SetByOperator("1", _talk.Now, null, true) { By = "ravi" }, new WrittenByOperator("2", _talk.Now, new("Hello")) { By = "ravi" },
            new AnsweredByOperator("3", _talk.Now, "name", "Meera") { By = "ravi" }, new WrittenByOperator("4", _talk.Now, new("One more")) { By = "meera" },
            new MovedByOperator("5", _talk.Now, "name") { By = "meera", HandsBack = true },
        })
        {
            var before = _talk.Session;
            var after = Hear(input)!.Session;
            var again = TurnReplay.After(_talk.Machine, before, new(input, []));

            TurnReplay.Bytes(again!).Should().Equal(TurnReplay.Bytes(after));
        }
    }

    private Turn? Take(string by) => Hear(new SetByOperator("t", _talk.Now, null, true) { By = by });

    private Turn? Hear(Input input) => _talk.Hear(input);
}
