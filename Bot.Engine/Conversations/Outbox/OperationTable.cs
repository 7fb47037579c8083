using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>What flows may call, by name. Those of edited files take the place of the ones that were read before.</summary>
public sealed class OperationTable(IReadOnlyDictionary<string, Operation> operations)
{
    private volatile Known _known = new(operations, []);

    /// <summary>Null for a name that nothing has.</summary>
    public Operation? Find(string name) => _known.All.GetValueOrDefault(name);

    /// <summary>As a version of the flows means it, where versions are in use side by side; null for a name that nothing has.</summary>
    /// <param name="flowsVersion">Its number, 0 for what sessions without one are on; one that is not known here means what all of them do.</param>
    public Operation? Find(string name, int flowsVersion) =>
        _known.OfVersions.TryGetValue(flowsVersion, out var own) && own.TryGetValue(name, out var operation) ? operation : Find(name);

    /// <summary>Finds these from now on; a call that was begun goes on with what it was begun with.</summary>
    public void TakeOver(IReadOnlyDictionary<string, Operation> newer) => _known = new(newer, []);

    /// <summary>The same of versions of the flows side by side.</summary>
    /// <param name="newer">What is found where no version is named.</param>
    /// <param name="ofVersions">By number of the version, then by name.</param>
    public void TakeOver(IReadOnlyDictionary<string, Operation> newer, Dictionary<int, IReadOnlyDictionary<string, Operation>> ofVersions) =>
        _known = new(newer, ofVersions);

    private sealed record Known(IReadOnlyDictionary<string, Operation> All, Dictionary<int, IReadOnlyDictionary<string, Operation>> OfVersions);
}
