using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Promises;

/// <summary>Hears the turns of conversations and tells which promises and rules of their flows they broke.</summary>
/// <param name="flows">Those that are run.</param>
/// <param name="promises">By flow.</param>
public sealed class ConversationWatch(FlowSet flows, IReadOnlyDictionary<string, FlowPromises> promises)
{
    private readonly ConcurrentDictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _broken = new();

    /// <summary>What was broken so far, in sentences.</summary>
    public IReadOnlyList<string> Broken => [.. _broken];

    /// <summary>A turn of a conversation, from its first one on.</summary>
    public void Hear(string conversation, Input input, Turn turn) => _watched.AddOrUpdate(
        conversation, _ => Next(new(new() { Id = turn.Session.Id }, ImmutableDictionary<string, RunWatch>.Empty), input, turn), (_, watched) =>
            Next(watched, input, turn));

    private Watched Next(Watched watched, Input input, Turn turn)
    {
        var runs = watched.Runs;
        foreach (var flow in flows.All)
        {
            var promised = promises.GetValueOrDefault(flow.Name) ?? FlowPromises.None(flow.Name);
            var (next, broken) = runs.GetValueOrDefault(flow.Name, RunWatch.None).After(watched.Session, input, turn, flow, promised);
            runs = next == RunWatch.None ? runs.Remove(flow.Name) : runs.SetItem(flow.Name, next);
            foreach (var rule in broken) _broken.Enqueue($"{flow.Name}: {rule.What}");
        }

        return new(turn.Session, runs);
    }

    private sealed record Watched(Session Session, ImmutableDictionary<string, RunWatch> Runs);
}
