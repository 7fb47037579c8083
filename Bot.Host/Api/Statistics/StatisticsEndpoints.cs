using Bot.Host.Api.Resources;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;

namespace Bot.Host.Api.Statistics;

/// <summary>The figures of flows.</summary>
internal sealed class StatisticsEndpoints(IStore store, FlowCatalog catalog)
{
    /// <summary>One flow's figures as far as they are counted; a minute ago at most while the host runs.</summary>
    public async Task<ResourceAnswer> OfFlowAsync(ResourceCall call)
    {
        var flow = call.PathId;
        var counts = await store.TurnCountsAsync(flow, call.Cancel);
        if (counts.Count == 0 && catalog.Flows.Find(flow) is null) return ResourceAnswer.NotFound("There is no such flow, and there never was a turn of one.");

        return ResourceAnswer.Ok("Statistics", new
        {
            Flow = flow,
            Turns = counts.Sum(count => count.Turns),
            Items = counts.Select(count => new StatisticsLine(count.FlowVersion, count.State, count.Trigger, count.Language, count.Day, count.Turns)).ToList(),
        });
    }
}

/// <summary>How often something happened on one day.</summary>
/// <param name="FlowVersion">The flow's content hash.</param>
/// <param name="State">The state that heard it; empty for the start of a run.</param>
/// <param name="Trigger"><c>answer</c>, <c>reject</c>, <c>outcome sent</c>, <c>command back</c>, ...; empty where nothing moved.</param>
/// <param name="Day">UTC.</param>
internal sealed record StatisticsLine(string FlowVersion, string State, string Trigger, string Language, DateOnly Day, long Turns);
