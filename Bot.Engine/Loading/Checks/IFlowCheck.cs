using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>One rule that flows must keep. Listed in <see cref="FlowChecks.All"/>; its cases stand in a folder of its name beside the tests.</summary>
/// <remarks>
/// An implementer owes: no exception on any analysis, however broken (the loader's own findings are told beside it), and silence about what another check or
/// the loader tells.
/// </remarks>
public interface IFlowCheck
{
    /// <summary>Its name: <c>unknown-targets</c>.</summary>
    string Name { get; }

    /// <summary>Everything in the analysis that breaks the rule.</summary>
    IEnumerable<Issue> Check(FlowAnalysis analysis);
}
