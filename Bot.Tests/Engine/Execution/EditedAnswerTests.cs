using Bot.Engine.Execution;
using Bot.Engine.Sessions;

namespace Bot.Tests.Engine.Execution;

/// <summary>A message that is changed in the app, where its new text comes.</summary>
public sealed class EditedAnswerTests
{
    private const string Yaml = """
        flow: visit
        start: name
        slots:
          name: text
          age: { type: number, min: 18, max: 120 }
          city: text
          street: text
          house: text
          confirm: choice
        states:
          name: { ask: name, next: age }
          age:
            ask: age
            attempts: { max: 3, then: done }
            next: city
          city: { ask: city, next: street }
          street: { ask: street, next: house }
          house: { ask: house, next: confirm }
          confirm:
            choose: confirm
            options: [yes, no]
            next: done
          done:
            end:
        """;

    private readonly Talk _talk = Talk.Of(Yaml);

    [Fact]
    public void An_answer_three_steps_back_is_corrected_and_the_question_at_hand_is_asked_again()
    {
        foreach (var text in new[] { "hello", "Asha", "30", "Pune", "Main Road" }) _talk.Say(text);
        _talk.Session.Top!.State.Should().Be("house");

        var turn = Edit("m3", "31");

        (_talk.Session.Top!.State, _talk.Session.Top.Slots.Find("age")!.Text, _talk.Session.Top.Slots.Find("city")!.Text).Should().Be(("house", "31", "Pune"));
        turn.Replies.Should().ContainSingle().Which.Message.Should().Be("house");
    }

    [Fact]
    public void Of_one_further_back_the_person_is_told_how()
    {
        foreach (var text in new[] { "hello", "Asha", "30", "Pune", "Main Road", "7" }) _talk.Say(text);

        Edit("m2", "Usha").Replies.Should().ContainSingle().Which.Message.Should().Be("editNotSeen");
        _talk.Session.Top!.Slots.Find("name")!.Text.Should().Be("Asha");
        Edit("m3", "40");
        _talk.Session.Top.Slots.Find("age")!.Text.Should().Be("40");
    }

    [Fact]
    public void A_wrong_answer_that_is_put_right_in_its_message_is_the_answer()
    {
        foreach (var text in new[] { "hello", "Asha", "3" }) _talk.Say(text);
        _talk.Session.Top!.State.Should().Be("age");

        Edit("m3", "30");

        (_talk.Session.Top!.State, _talk.Session.Top.Slots.Find("age")!.Text).Should().Be(("city", "30"));
        Edit("m2", "Usha");
        (_talk.Session.Top!.State, _talk.Session.Top.Slots.Find("name")!.Text).Should().Be(("city", "Usha"));
    }

    [Fact]
    public void An_answer_of_a_run_that_has_ended_is_not_taken_for_one_of_the_next()
    {
        foreach (var text in new[] { "hello", "Asha", "30", "Pune", "Main Road", "7", "yes", "hello", "Ravi", "50" }) _talk.Say(text);
        _talk.Session.Top!.State.Should().Be("city");

        Edit("m3", "31").Replies.Should().ContainSingle().Which.Message.Should().Be("editNotSeen");
        _talk.Session.Top!.Slots.Find("age")!.Text.Should().Be("50");
    }

    private Turn Edit(string message, string text) => _talk.Hear(new HeardEdit(_talk.NextId(), _talk.Now, message, text))!;
}
