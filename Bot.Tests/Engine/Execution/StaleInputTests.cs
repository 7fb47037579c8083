using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Engine.Execution;

/// <summary>What comes too late changes nothing.</summary>
public sealed class StaleInputTests
{
    private const string Flow = """
        flow: visit
        start: name
        remind: { after: 10m, say: stillThere }
        expire: { after: 1h, next: done }
        slots:
          name: personName
          city: text
        states:
          name:
            ask: name
            next: city
          city:
            ask: city
            next: find
          find:
            call: bank.plans
            with: { city }
            on:
              found: done
              none: done
          done:
            end:
        """;

    [Fact]
    public void A_timer_of_a_question_that_was_answered_does_nothing()
    {
        var talk = Talk.Of(Flow);
        talk.Say("hi");
        var old = talk.Timers[0];
        talk.Say("Asha");
        var before = talk.Session;

        var turn = talk.Hear(new TimerFired("t", talk.Now, old.Kind, old.Token));

        turn.Should().BeNull();
        talk.Session.Should().BeSameAs(before);
    }

    [Fact]
    public void Every_question_arms_its_timers_under_a_token_of_its_own()
    {
        var talk = Talk.Of(Flow);
        talk.Say("hi");
        var first = talk.Timers;
        talk.Say("Asha");

        first.Should().HaveCount(2);
        first.Select(timer => timer.Token).Distinct().Should().ContainSingle().Which.Should().Be(1);
        talk.Timers.Select(timer => timer.Token).Distinct().Should().ContainSingle().Which.Should().Be(2);
        talk.Timers.Select(timer => timer.Due - talk.Now).Should().BeEquivalentTo([TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)]);
    }

    [Fact]
    public void No_timer_fires_into_a_conversation_that_is_over()
    {
        var talk = Talk.Of(Flow);
        talk.Say("hi");
        talk.Say("cancel");

        talk.Timers.Should().BeEmpty();
        talk.Hear(new TimerFired("t", talk.Now, TimerKind.Expire, 0)).Should().BeNull();
    }

    [Fact]
    public void An_outcome_that_nobody_waits_for_does_nothing()
    {
        var talk = Talk.Of(Flow);
        talk.Say("hi");
        talk.Say("Asha");
        talk.Say("Pune");
        var left = talk.Session.Pending!.Id;
        talk.Say("menu");
        var before = talk.Session;

        talk.Hear(new CallReturned(left, talk.Now, "found", Value.Record())).Should().BeNull();
        talk.Session.Should().BeSameAs(before);
    }

    [Fact]
    public void An_outcome_counts_once()
    {
        var talk = Talk.Of(Flow);
        talk.Say("hi");
        talk.Say("Asha");
        talk.Say("Pune");
        var returned = new CallReturned(talk.Session.Pending!.Id, talk.Now, "found", Value.Record());

        talk.Hear(returned).Should().NotBeNull();
        talk.Hear(returned).Should().BeNull();
    }

    [Fact]
    public void A_call_has_an_id_of_session_turn_and_state()
    {
        var talk = Talk.Of(Flow);
        talk.Say("hi");
        talk.Say("Asha");
        talk.Say("Pune");

        talk.Call!.Id.Should().Be("s.3.find");
    }
}
