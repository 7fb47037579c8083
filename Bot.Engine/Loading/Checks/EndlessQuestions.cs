using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>Silence ends at some time: every question expires, by itself or by its flow.</summary>
internal sealed class EndlessQuestions : IFlowCheck
{
    public string Name => "endless-questions";

    public IEnumerable<Issue> Check(FlowAnalysis analysis)
    {
        foreach (var flow in analysis.Flows.Where(flow => flow.Timeouts.Expire is null))
        {
            var endless = flow.States.Where(state => state.Listens && state.Timeouts.Expire is null).ToList();
            if (endless is [var first, ..])
                yield return Issue.At(first.At, $"{Listed(endless)} waits for ever when nobody answers", "write expire: { after: 24h, next: state } there, or at the flow for all questions", warning: true);
        }
    }

    private static string Listed(List<State> states) =>
        states.Count == 1 ? $"'{states[0].Name}'" : $"'{states[0].Name}' (and {states.Count - 1} more)";
}
