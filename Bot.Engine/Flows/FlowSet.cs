using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>All flows of a product and the one that answers a stranger.</summary>
public sealed class FlowSet(IReadOnlyList<Flow> flows, string entry)
{
    private volatile Content _content = new(flows, entry);

    public IReadOnlyList<Flow> All => _content.Flows;

    public Flow Entry => _content.Find(_content.Entry) ?? throw new KeyNotFoundException($"There is no flow '{_content.Entry}'.");

    public Flow? Find(string name) => _content.Find(name);

    /// <summary>Whether any flow tells of an earlier name, its own or of a state.</summary>
    internal bool HasMoves => _content.HasMoves;

    /// <summary>The flow of a name, or the one that had it before.</summary>
    internal Flow? FindRenamed(string name) => _content.Find(name) ?? _content.Flows.FirstOrDefault(flow => flow.Renamed.Contains(name));

    /// <summary>The flows as they are now; what is taken over later does not reach them.</summary>
    public FlowSet Frozen() => new(All, _content.Entry);

    /// <summary>Has the flows of another set from now on: those of edited files.</summary>
    public void TakeOver(FlowSet newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        _content = newer._content;
    }

    private sealed class Content(IReadOnlyList<Flow> flows, string entry)
    {
        private readonly NameIndex<Flow> _byName = new(flows, flow => flow.Name);

        public IReadOnlyList<Flow> Flows => flows;

        public string Entry => entry;

        public bool HasMoves { get; } = flows.Any(flow => !flow.Renamed.IsEmpty || !flow.Moved.IsEmpty);

        public Flow? Find(string name) => _byName.Find(name);
    }
}
