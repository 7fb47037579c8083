using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Checks;

/// <summary>In every loop a person is heard. Without that, one message would keep the bot talking, or calling a partner, for ever.</summary>
internal sealed class LoopsWithoutAWait : IFlowCheck
{
    public string Name => "loops-without-a-wait";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) => analysis.Flows.SelectMany(flow => new Search(analysis, flow).Run());

    /// <summary>A walk in depth: meeting a state that is still on the way is a loop. A state is told in one loop only.</summary>
    private sealed class Search(FlowAnalysis analysis, Flow flow)
    {
        private readonly HashSet<string> _left = new(StringComparer.Ordinal);
        private readonly HashSet<string> _told = new(StringComparer.Ordinal);
        private readonly List<State> _way = [];

        public IEnumerable<Issue> Run() => flow.States.SelectMany(From);

        private List<Issue> From(State state)
        {
            var found = new List<Issue>();
            if (_left.Contains(state.Name)) return found;

            _way.Add(state);
            foreach (var to in analysis.UnheardWays(flow, state))
            {
                var met = _way.IndexOf(to);
                if (met < 0) found.AddRange(From(to));
                else if (_way.Skip(met).All(passed => !_told.Contains(passed.Name))) found.Add(IssueOf(_way[met..]));
            }
            _way.RemoveAt(_way.Count - 1);
            _left.Add(state.Name);
            return found;
        }

        private Issue IssueOf(List<State> loop)
        {
            _told.UnionWith(loop.Select(state => state.Name));
            return Issue.At(loop[0].At, $"the loop {string.Join(" > ", loop.Append(loop[0]).Select(state => state.Name))} goes round without hearing a person", "put a question into it, or give the outcome retry: true");
        }
    }
}
