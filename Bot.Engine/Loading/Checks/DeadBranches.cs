using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>No branch stands after one that is always taken.</summary>
internal sealed class DeadBranches : IFlowCheck
{
    public string Name => "dead-branches";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from found in analysis.States<State>()
        from branch in found.State.Branches.SkipWhile(branch => branch.When is not null).Skip(1)
        select Issue.At(branch.At, "this branch is never taken, because one before it has no condition", "give the one before it a when:, or move it to the end");
}
