using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>What flows may call, by name. Those of edited files take the place of the ones that were read before.</summary>
public sealed class OperationTable(IReadOnlyDictionary<string, Operation> operations)
{
    private volatile IReadOnlyDictionary<string, Operation> _operations = operations;

    /// <summary>Null for a name that nothing has.</summary>
    public Operation? Find(string name) => _operations.GetValueOrDefault(name);

    /// <summary>Finds these from now on; a call that was begun goes on with what it was begun with.</summary>
    public void TakeOver(IReadOnlyDictionary<string, Operation> newer) => _operations = newer;
}
