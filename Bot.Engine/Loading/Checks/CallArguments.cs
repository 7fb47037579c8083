using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Checks;

/// <summary>A call gives every argument that its operation needs, and no other.</summary>
internal sealed class CallArguments : IFlowCheck
{
    public string Name => "call-arguments";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var (_, call) in analysis.States<CallState>().Where(found => found.State.Contract.IsKnown))
        {
            var parameters = call.Contract.Parameters.Select(parameter => parameter.TrimEnd('?')).ToList();
            foreach (var parameter in call.Contract.Parameters)
            {
                if (!parameter.EndsWith('?') && call.Arguments.All(argument => argument.Name != parameter))
                    yield return Issue.At(call.At, $"'{call.Name}' does not give {call.Contract.Name} its '{parameter}'", $"write with: {{ {parameter}: slot }}");
            }

            foreach (var argument in call.Arguments)
            {
                if (!parameters.Contains(argument.Name))
                    yield return Issue.At(argument.At, $"{call.Contract.Name} takes no '{argument.Name}'", Nearest.Instead(argument.Name, parameters));
            }
        }
    }
}
