using System.Collections.Concurrent;
using System.Globalization;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Host.Replays;

/// <summary>What of each flow the conversations visited: states, transitions, rejections, languages.</summary>
internal sealed class ReplayCoverage : IEngineObserver
{
    private readonly ConcurrentDictionary<Visit, byte> _visits = new();

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        foreach (var step in turn.Path)
        {
            if (step.To.Length > 0) _visits.TryAdd(new(step.Flow, "state", step.To), 0);
            _visits.TryAdd(new(step.Flow, "way", Way(step.From, step.Trigger, step.To)), 0);
            if (step.Trigger == "reject") _visits.TryAdd(new(step.Flow, "reject", step.From), 0);
            if (step.Trigger == "end") _visits.TryAdd(new(step.Flow, "language", turn.Session.Language), 0);
        }
    }

    /// <summary>A transition was gone through.</summary>
    public bool Has(string flow, string from, string trigger, string to) => _visits.ContainsKey(new(flow, "way", Way(from, trigger, to)));

    /// <summary>How far the visits go, flow by flow.</summary>
    public IReadOnlyList<FlowCoverage> Of(FlowSet flows, IReadOnlyList<string> languages) => [.. flows.All.Select(flow => Of(flow, languages))];

    private FlowCoverage Of(Flow flow, IReadOnlyList<string> languages) => new(
        flow.Name,
        Part(flow, "state", flow.States.Select(state => state.Name)),
        Part(flow, "way", flow.States.SelectMany(state => flow.TransitionsOf(state).Select(edge => Way(state.Name, edge.Trigger, edge.To)))),
        Part(flow, "reject", flow.States.Where(state => state.Answers is not null).Select(state => state.Name)),
        Part(flow, "language", languages.Where(language => flow.Languages.IsEmpty || flow.Languages.Contains(language))));

    private CoveragePart Part(Flow flow, string kind, IEnumerable<string> all)
    {
        var names = all.Distinct(StringComparer.Ordinal).ToList();
        return new(names.Count, [.. names.Where(name => !_visits.ContainsKey(new(flow.Name, kind, name)))]);
    }

    private static string Way(string from, string trigger, string to) => $"{from} -{trigger}-> {to}";

    private readonly record struct Visit(string Flow, string Kind, string Name);
}

/// <param name="Rejections">Questions that turned an answer away at least once.</param>
/// <param name="Languages">Languages in which the flow was gone through to an end.</param>
internal sealed record FlowCoverage(string Flow, CoveragePart States, CoveragePart Ways, CoveragePart Rejections, CoveragePart Languages)
{
    public bool IsWhole => Missing.Count == 0;

    /// <summary>Of all that can be visited, in whole percent, rounded down.</summary>
    public int Percent
    {
        get
        {
            var all = States.All + Ways.All + Rejections.All + Languages.All;
            return all == 0 ? 100 : 100 * (all - Missing.Count) / all;
        }
    }

    public IReadOnlyList<string> Missing =>
    [
        .. States.Missing.Select(name => $"state {name}"),
        .. Ways.Missing.Select(name => $"transition {name}"),
        .. Rejections.Missing.Select(name => $"rejection at {name}"),
        .. Languages.Missing.Select(name => $"an end in {name}"),
    ];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Flow}: states {States}, transitions {Ways}, rejections {Rejections}, languages {Languages}");
}

internal sealed record CoveragePart(int All, IReadOnlyList<string> Missing)
{
    /// <summary>Nothing of it was visited.</summary>
    public bool IsUntouched => All > 0 && Missing.Count == All;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{All - Missing.Count}/{All}");
}
