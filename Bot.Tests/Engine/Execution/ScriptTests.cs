using Bot.Engine.Loading.Checks;
using Bot.Engine.Loading.Kinds;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Execution;

/// <summary>Small flows with a script each: under <c>Kinds</c> what one kind of state does, under <c>Behaviours</c> what holds for all of them.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Cases => [.. FlowCase.In("Engine", "Execution")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_conversation_goes_as_its_script_says(string path)
    {
        var written = FlowCase.Read(path);
        written.Faults.Should().BeEmpty();
        FlowChecks.Run(written.Flows, written.Entry).Where(issue => !issue.Warning).Should().BeEmpty("a script runs on a flow that passes the checks");
        var script = new Script(written);
        script.Lines.Should().NotBeEmpty();

        script.Run();
    }

    [Fact]
    public void Every_kind_of_state_has_cases_in_which_it_occurs() => WithoutCases(StateKinds.All.Select(kind => kind.Key)).Should().BeEmpty();

    [Fact]
    public void A_kind_without_cases_is_noticed() => WithoutCases(["dance"]).Should().Equal("dance");

    [Fact]
    public void A_script_that_goes_otherwise_is_noticed()
    {
        var written = FlowCase.Read("Engine/Execution/Kinds/say/says-and-goes-on.yaml");
        var otherwise = new Script(written with { Comments = ["> hi", "< somethingElse"] });
        var incomplete = new Script(written with { Comments = ["> hi"] });

        otherwise.Invoking(script => script.Run()).Should().Throw<Xunit.Sdk.XunitException>();
        incomplete.Invoking(script => script.Run()).Should().Throw<Xunit.Sdk.XunitException>();
    }

    private static IEnumerable<string> WithoutCases(IEnumerable<string> kinds) =>
        kinds.Where(kind => !FlowCase.In("Engine", "Execution", "Kinds", kind).Any(path => FlowCase.Read(path).Flows.Any(flow => flow.States.Any(state => state.Kind == kind))));
}
