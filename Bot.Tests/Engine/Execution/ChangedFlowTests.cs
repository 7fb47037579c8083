using Bot.Engine.Values;

namespace Bot.Tests.Engine.Execution;

/// <summary>A flow is edited while people stand in it.</summary>
public sealed class ChangedFlowTests
{
    private const string Before = """
        flow: visit
        start: name
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
    public void Who_stands_on_a_state_that_is_still_there_goes_on_with_the_new_flow()
    {
        var talk = Reached(Before, "Asha");
        var after = Changed(talk, Before.Replace("city:\n    ask: city", "city:\n    ask: whichCity", StringComparison.Ordinal).Replace("next: find", "next: done", StringComparison.Ordinal));

        after.Say("Pune");

        after.Session.Frames.Should().BeEmpty();
        after.Unread.Should().BeEmpty();
    }

    [Fact]
    public void A_move_notes_the_flow_it_was_made_in()
    {
        var talk = Reached(Before);
        var old = talk.Session.Top!.FlowHash;
        var after = Changed(talk, Before + "\n# changed\n");

        after.Say("Asha");

        after.Session.Top!.FlowHash.Should().NotBe(old);
    }

    [Theory]
    [InlineData("  city:\n    ask: city\n    next: find\n", "", "the state is gone")]
    [InlineData("    ask: city\n", "    say: city\n", "the state no longer hears anybody")]
    public void Who_stands_where_nobody_hears_them_any_more_goes_on_at_the_nearest_earlier_question(string was, string becomes, string because)
    {
        var talk = Reached(Before, "Asha");
        var after = Changed(talk, Before.Replace(was, becomes, StringComparison.Ordinal).Replace("next: city", "next: find", StringComparison.Ordinal));

        after.Say("Pune");

        after.Unread.Select(reply => reply.Message).Should().Equal(["parked", "name"], because);
        (after.Session.Top!.State, after.Session.Top.VisitedStates.Count).Should().Be(("name", 0));

        after.Say("Asha");
        after.Session.Top?.State.Should().NotBe("name", "the conversation goes on");
    }

    [Fact]
    public void An_outcome_for_a_state_that_calls_no_more_asks_what_it_asks_now()
    {
        var talk = Reached(Before, "Asha", "Pune");
        talk.Session.Pending.Should().NotBeNull();
        var after = Changed(talk, Before.Replace("find:\n    call: bank.plans\n    with: { city }\n    on:\n      found: done\n      none: done\n", "find:\n    ask: city\n    slot: city\n    next: done\n", StringComparison.Ordinal));

        after.Return("found");

        after.Unread.Select(reply => reply.Message).Should().Equal("parked", "city");
        after.Last!.NeedsHuman.Should().BeNull("nothing was at stake");
        after.Session.Pending.Should().BeNull();
    }

    [Fact]
    public void A_flow_that_is_gone_starts_over()
    {
        var talk = Reached(Before, "Asha");
        var after = Changed(talk, Before.Replace("flow: visit", "flow: call", StringComparison.Ordinal));

        after.Say("Pune");

        after.Unread.Select(reply => reply.Message).Should().Equal("flowChanged", "name");
    }

    [Fact]
    public void A_call_that_costs_something_is_waited_for_although_its_state_is_gone()
    {
        var paying = Before.Replace("call: bank.plans\n    with: { city }\n    on:\n      found: done\n      none: done\n", "call: bank.pay\n    with: { plan: city }\n    on:\n      paid: done\n      declined: done\n      undecided: done\n      unavailable: done\n", StringComparison.Ordinal);
        var talk = Reached(paying, "Asha", "Pune");
        var after = Changed(talk, Before.Replace("find", "search", StringComparison.Ordinal));

        after.Say("well?");
        after.Unread.Select(reply => reply.Message).Should().Equal("oneMoment");
        after.Unread.Clear();

        after.Return("paid", ("receipt", Value.Of("r1")));
        after.Unread.Select(reply => reply.Message).Should().Equal("parked", "city");
        after.Last!.NeedsHuman.Should().Be("visit/find is gone from the flow, and the call it had made came back as paid.");
    }

    [Theory]
    [InlineData("flow: visit\nstart: town\nslots:\n  town: text\nstates:\n  town:\n    ask: town\n    next: done\n  done:\n    end: done\n", "town", 2)]
    [InlineData("flow: call\nstart: city\nslots:\n  city: text\nstates:\n  city:\n    ask: city\n    next: done\n  done:\n    end: done\n", "name", 1)]
    public void Who_stands_in_a_flow_within_a_flow_goes_on_at_its_start_or_when_it_is_gone_in_the_outer_one(string edited, string asked, int runs)
    {
        const string Outer = """
            flow: trip
            start: name
            slots:
              name: personName
            states:
              name:
                ask: name
                next: inner
              inner:
                flow: visit
                on: { done: over, left: over }
              over:
                end:
            """;
        const string Inner = """
            flow: visit
            start: city
            slots:
              city: text
            states:
              city:
                ask: city
                next: done
              done:
                end: done
            """;
        var talk = Talk.Of(Outer, Inner);
        talk.Say("hi");
        talk.Say("Asha");
        talk.Session.Frames.Should().HaveCount(2);
        var after = Talk.Of(Outer, edited);
        after.Session = talk.Session;

        after.Say("Pune");

        after.Unread.Select(reply => reply.Message).Should().Equal("parked", asked);
        after.Session.Frames.Should().HaveCount(runs);
        after.Session.Top!.VisitedStates.Should().BeEmpty();
    }

    private static Talk Reached(string yaml, params ReadOnlySpan<string> answers)
    {
        var talk = Talk.Of(yaml);
        talk.Say("hi");
        foreach (var answer in answers) talk.Say(answer);
        return talk;
    }

    private static Talk Changed(Talk talk, string yaml)
    {
        var after = Talk.Of(yaml);
        after.Session = talk.Session;
        return after;
    }
}
