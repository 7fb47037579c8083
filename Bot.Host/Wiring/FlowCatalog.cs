using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Checks;
using Bot.Templates;
using Bot.Templates.Checks;

namespace Bot.Host.Wiring;

/// <summary>All flows with their messages, loaded and checked whole.</summary>
internal sealed record FlowCatalog(FlowSet Flows, MessageCatalogue Catalogue, Vocabulary Vocabulary, MessageRenderer Renderer, IReadOnlyList<Issue> Issues)
{
    /// <summary>The flow that answers a stranger.</summary>
    public const string Entry = "menu";

    public IEnumerable<Issue> Errors => Issues.Where(issue => !issue.Warning);

    public static FlowCatalog Load(string folder, IEnumerable<OperationContract> contracts)
    {
        var (flows, faults) = FlowLoader.LoadFolder(folder, contracts, KnownInputTypes.All);
        var (catalogue, misspelt) = MessageCatalogue.Load(folder);
        var set = new FlowSet([.. flows.DistinctBy(flow => flow.Name)], Entry);
        var renderer = new MessageRenderer(catalogue, (flow, slot) => set.Find(flow)?.Slot(slot)?.Personal ?? false);
        var uses = new MessagesInUse(catalogue, [.. flows.Select(FlowUses.Of)], FlowUses.Shared(KnownInputTypes.All));
        return new(set, catalogue, new(catalogue), renderer, [.. faults, .. misspelt, .. FlowChecks.Run(flows, Entry), .. MessageChecks.Run(uses)]);
    }

    /// <exception cref="FlowsException">There is an error.</exception>
    public void ThrowIfFaulty()
    {
        if (Errors.Any()) throw new FlowsException(Issues);
    }
}
