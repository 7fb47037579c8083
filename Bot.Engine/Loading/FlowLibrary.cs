using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Checks;

namespace Bot.Engine.Loading;

/// <summary>All flows of a folder, read and checked whole.</summary>
/// <param name="Flows">As they were read, also those with faults; of two with one name the first.</param>
/// <param name="Issues">Everything that was found, warnings among it.</param>
public sealed record FlowLibrary(FlowSet Flows, IReadOnlyList<Issue> Issues)
{
    /// <summary>What keeps the flows from running.</summary>
    public IEnumerable<Issue> Errors => Issues.Where(issue => !issue.Warning);

    /// <summary>Reads and checks a folder of flows.</summary>
    /// <param name="entry">The flow that answers a stranger.</param>
    /// <param name="operations">What flows may call.</param>
    /// <param name="types">What flows may ask for.</param>
    /// <param name="reviews">What others check, such as the messages.</param>
    public static FlowLibrary Load(string folder, string entry, IEnumerable<OperationContract> operations, InputTypes types, IEnumerable<IFlowReview> reviews)
    {
        var (flows, faults) = FlowLoader.LoadFolder(folder, operations, types);
        var set = new FlowSet([.. flows.DistinctBy(flow => flow.Name)], entry);
        return new(set, [.. faults, .. FlowChecks.Run(flows, entry), .. reviews.SelectMany(review => review.Review(flows, types))]);
    }

    /// <summary>The flows, when nothing keeps them from running.</summary>
    /// <exception cref="FlowsException">There is an error.</exception>
    public FlowSet Checked() => Errors.Any() ? throw new FlowsException(Issues) : Flows;
}
