using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations;

/// <summary>A way that a flow does not declare is a fault of ours, and ends like any other.</summary>
public sealed class RefusedMoveTests
{
    private const string Flow = """
        flow: menu
        start: name
        slots:
          name: personName
        states:
          name:
            ask: name
            next: done
          done:
            end:
        """;

    [Theory]
    [InlineData("done", "Flow menu does not lead from the state name to done by 'operator'.")]
    [InlineData("nowhere", "Flow menu does not lead from the state name to a state that it has by 'operator'.")]
    public async Task An_undeclared_move_is_refused_by_name_and_becomes_a_dead_letter(string to, string refusal)
    {
        await using var stage = new EngineStage(Flow, [], [], new ManualClock());
        await stage.SayAsync(1, "hello", "m1");

        (await stage.Runner.DirectAsync(EngineStage.KeyOf(1), new MovedByOperator("o1", stage.Clock.GetUtcNow(), to), default)).Should().Be(Handled.Committed);

        var letter = (await stage.Store.DeadLettersAsync(10, default)).Should().ContainSingle().Which;
        (letter.Kind, letter.Reason).Should().Be(("poison", "RefusedMoveException"));
        letter.Detail.Should().Contain(refusal);
        (await stage.WhereAsync(1)).Should().Be("name", "nothing else has changed");

        await stage.SayAsync(1, "Asha", "m2");
        (await stage.WhereAsync(1)).Should().BeNull("the next message works");
    }
}
