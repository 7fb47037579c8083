using System.Collections.Concurrent;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.History;
using Bot.Host.Wiring;
using Bot.Storage;
using Bot.Storage.Sealing;

namespace Bot.Tests.Host.Replays;

/// <summary>Notes every session that conversations go through, and compares what their turn log makes of it: byte for byte, at every turn.</summary>
internal sealed class SessionNotes : IEngineObserver
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> _sessions = new(StringComparer.Ordinal);

    public void OnTurnCommitted(string conversation, Input input, Turn turn) =>
        _sessions.GetOrAdd(conversation, _ => []).Enqueue(TurnReplay.Bytes(turn.Session));

    /// <returns>The first turn that is another; null when all are the same.</returns>
    public async Task<string?> CompareAsync(string database, FlowCatalog flows)
    {
        await using var store = await DatabaseUrl.Parse(database, "/").OpenAsync(new Secrets("stage").Sealer, TimeProvider.System);
        var history = new ConversationHistory(store, new StateMachine(flows.Flows, flows.Vocabulary));
        foreach (var (conversation, sessions) in _sessions)
        {
            var version = 0;
            foreach (var session in sessions)
            {
                var rebuilt = await history.AtAsync(conversation, ++version, default);
                if (!TurnReplay.Bytes(rebuilt.Session).AsSpan().SequenceEqual(session))
                    return $"{conversation}: the log makes another session of turn {version}";
            }
        }

        return (await history.CheckAsync(1000, default)).Findings is [var finding, ..] ? finding : null;
    }
}
