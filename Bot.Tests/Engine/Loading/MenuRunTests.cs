using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading;

/// <summary>The state that stands for every flow of a menu is judged as it is written, once and under its own name.</summary>
public sealed class MenuRunTests
{
    private const string Wash = "flow: wash\nstart: done\nmenu: { order: 10, label: wash }\nstates:\n  done:\n    end:\n  refused:\n    end:\n";
    private const string Oil = "flow: oil\nstart: done\nmenu: { order: 20, label: oil }\nstates:\n  done:\n    end:\n";

    [Theory]
    [InlineData("{ flow: any, on: { cancelled: menu, refused: done, other: done } }")]
    [InlineData("{ flow: anny, on: { cancelled: menu, other: done } }", "(7,16): state 'run' stands for every flow of the menu, and runs 'anny'; did you mean 'any'?")]
    [InlineData("{ flow: oil, on: { cancelled: menu, other: done } }", "(7,16): state 'run' stands for every flow of the menu, and runs 'oil'; write flow: any")]
    [InlineData("{ floww: any, on: { cancelled: menu, other: done } }", "(7,10): state 'run' does not know 'floww'; did you mean 'flow'?")]
    [InlineData("{ flow: any, on: { canceled: menu, other: done } }", "(7,27): warning: no flow of the menu ends as 'canceled'; did you mean 'cancelled'?")]
    [InlineData("{ flow: any, on: { lost: menu, other: done } }", "(7,27): warning: no flow of the menu ends as 'lost'; take the line out")]
    [InlineData("{ flow: any, on: { cancelled: menu, other: done }, remember: x }", "(7,59): state 'run' does not know 'remember'; one of flow, on, with")]
    public void It_runs_any_flow_and_says_what_follows_an_end_that_there_is(string run, params string[] told)
    {
        var menu = $"flow: menu\nstart: menu\nslots: {{ menu: choice }}\nstates:\n  menu: {{ choose: menu, options: {{ flows: run }}, always: true }}\n  done: {{ end: }}\n  run: {run}\n";
        using var folder = new FlowsFolder(("menu/flow.yaml", menu), ("wash/flow.yaml", Wash), ("oil/flow.yaml", Oil));

        var (_, issues) = FlowLoader.LoadFolder(folder.Path, Array.Empty<OperationContract>(), InputTypes.BuiltIn);

        issues.Select(folder.Shown).Should().Equal(told.Select(line => $"flows/menu/flow.yaml{line}"));
    }
}
