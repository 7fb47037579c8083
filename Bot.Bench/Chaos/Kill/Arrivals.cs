using System.Collections.Concurrent;

namespace Bot.Bench.Chaos.Kill;

/// <summary>
/// When each message was first delivered and when it was acknowledged: of two, the one that was acknowledged before the other came must have been handled
/// first.
/// </summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<(string Conversation, string Id), Arrival> _all = [];

    /// <param name="number">The person's, with country code.</param>
    public void Came(string number, string id) => _all.TryAdd(($"meta:{number}", id), new(DateTimeOffset.UtcNow, DateTimeOffset.MaxValue));

    public void Acknowledged(string number, string id) =>
        _all.AddOrUpdate(($"meta:{number}", id), _ => throw new InvalidOperationException($"{id} never came."),
            (_, arrival) => arrival.End < DateTimeOffset.MaxValue ? arrival : arrival with { End = DateTimeOffset.UtcNow });

    public ILookup<string, (string Id, Arrival Arrival)> ByConversation() => _all.ToLookup(pair => pair.Key.Conversation, pair => (pair.Key.Id, pair.Value));
}

/// <param name="End">When it was acknowledged; the end of time if never.</param>
internal sealed record Arrival(DateTimeOffset Begin, DateTimeOffset End)
{
    public bool IsAcknowledged => End < DateTimeOffset.MaxValue;
}
