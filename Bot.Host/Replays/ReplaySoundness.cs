using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;

namespace Bot.Host.Replays;

/// <summary>Hears what a script does, and tells at <c>@ sound</c> what its flows had promised otherwise.</summary>
internal sealed class ReplaySoundness : IEngineObserver
{
    private readonly List<(string Conversation, Input Input, Turn Turn)> _turns = [];
    private readonly Lock _lock = new();

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        lock (_lock) _turns.Add((conversation, input, turn));
    }

    /// <summary>What was broken so far, in sentences.</summary>
    public IReadOnlyList<string> BrokenIn(FlowSet flows)
    {
        var watch = new ConversationWatch(flows, PromiseFile.ReadAll(flows.All, []));
        lock (_lock)
        {
            foreach (var (conversation, input, turn) in _turns) watch.Hear(conversation, input, turn);
        }

        return watch.Broken;
    }
}
