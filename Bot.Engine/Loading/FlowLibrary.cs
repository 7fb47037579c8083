using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Checks;

namespace Bot.Engine.Loading;

/// <summary>All flows of a folder, read and checked whole.</summary>
/// <param name="Flows">As they were read, also those with faults; of two with one name the first.</param>
/// <param name="Issues">Everything that was found, warnings among it.</param>
public sealed record FlowLibrary(FlowSet Flows, IReadOnlyList<Issue> Issues)
{
    /// <summary>How many warnings their authors have accepted in their place; they are not among <see cref="Issues"/>.</summary>
    public int Accepted { get; init; }

    /// <summary>How many findings follow from those that are told, and are told when they are mended, if they are still there.</summary>
    public int HeldBack { get; init; }

    /// <summary>What keeps the flows from running.</summary>
    public IEnumerable<Issue> Errors => Issues.Where(issue => !issue.Warning);

    /// <summary>Reads and checks a folder of flows.</summary>
    /// <param name="entry">The flow that answers a stranger.</param>
    /// <param name="operations">What flows may call.</param>
    /// <param name="types">What flows may ask for.</param>
    /// <param name="reviews">What others check, such as the messages.</param>
    /// <param name="absences">What flows may call and whose partner is left out of this installation.</param>
    /// <param name="reader">Finds out what follows from a word that is misspelt; without it all of that is told.</param>
    public static FlowLibrary Load(string folder, string entry, IEnumerable<OperationContract> operations, InputTypes types, IEnumerable<IFlowReview> reviews,
        IEnumerable<OperationAbsence>? absences = null, IFlowRereader? reader = null)
    {
        var (flows, faults) = FlowLoader.LoadFolder(folder, operations, types, [.. absences ?? []]);
        var set = new FlowSet([.. flows.DistinctBy(flow => flow.Name)], entry);
        var reviewed = reviews.SelectMany(review => review.Review(flows, types));
        var (left, accepted) = AcceptedWarnings.Part([.. faults, .. FlowChecks.Run(flows, entry), .. reviewed]);
        var (told, heldBack) = FollowOns.Part(left);
        if (reader is null) return new(set, told) { Accepted = accepted, HeldBack = heldBack };

        var (causes, following) = SlipCauses.Part(told, folder, reader);
        return new(set, MissingTexts.Summed(causes)) { Accepted = accepted, HeldBack = heldBack + following };
    }

    /// <summary>The flows, when nothing keeps them from running.</summary>
    /// <exception cref="FlowsException">There is an error.</exception>
    public FlowSet Checked() => Errors.Any() ? throw new FlowsException(Issues, HeldBack) : Flows;
}
