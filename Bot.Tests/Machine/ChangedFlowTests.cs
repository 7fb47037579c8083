using Bot.Engine.Loading;
using Bot.Engine.Machine;
using Bot.Tests.Support;

namespace Bot.Tests.Machine;

/// <summary>Somebody edits a flow while people stand in it.</summary>
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
        var talk = Reached("Asha");
        var after = Changed(talk, Before.Replace("city:\n    ask: city", "city:\n    ask: whichCity", StringComparison.Ordinal).Replace("next: find", "next: done", StringComparison.Ordinal));

        after.Say("Pune");

        after.Session.Frames.Should().BeEmpty();
        after.Unread.Should().BeEmpty();
    }

    [Fact]
    public void A_move_notes_the_flow_it_was_made_in()
    {
        var talk = Reached();
        var old = talk.Session.Top!.FlowHash;
        var after = Changed(talk, Before + "\n# changed\n");

        after.Say("Asha");

        after.Session.Top!.FlowHash.Should().NotBe(old);
    }

    [Theory]
    [InlineData("  city:\n    ask: city\n    next: find\n", "", "the state is gone")]
    [InlineData("    ask: city\n", "    say: city\n", "the state no longer hears anybody")]
    public void Who_stands_where_nobody_hears_them_any_more_starts_over(string was, string becomes, string because)
    {
        var talk = Reached("Asha");
        var after = Changed(talk, Before.Replace(was, becomes, StringComparison.Ordinal));

        after.Say("Pune");

        after.Unread.Select(reply => reply.Message).Should().Equal(["flowChanged", "name"], because);
        after.Session.Top!.Slots.Count.Should().Be(0);
    }

    [Fact]
    public void An_outcome_for_a_state_that_calls_no_more_starts_over()
    {
        var talk = Reached("Asha", "Pune");
        talk.Session.Pending.Should().NotBeNull();
        var after = Changed(talk, Before.Replace("find:\n    call: bank.plans\n    with: { city }\n    on:\n      found: done\n      none: done\n", "find:\n    ask: city\n    slot: city\n    next: done\n", StringComparison.Ordinal));

        after.Return("found");

        after.Unread.Select(reply => reply.Message).Should().Equal("flowChanged", "name");
        after.Session.Pending.Should().BeNull();
    }

    [Fact]
    public void A_flow_that_is_gone_starts_over()
    {
        var talk = Reached("Asha");
        var after = Changed(talk, Before.Replace("flow: visit", "flow: call", StringComparison.Ordinal));

        after.Say("Pune");

        after.Unread.Select(reply => reply.Message).Should().Equal("flowChanged", "name");
    }

    private static Talk Reached(params string[] answers)
    {
        var talk = Talk.Of(Before);
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
