using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Engine.Loading;

/// <summary>Checks that need more than the flows themselves: whether every message is there, and fits.</summary>
/// <remarks>An implementer owes: no exception on any flow, however broken, and every finding at once.</remarks>
public interface IFlowReview
{
    /// <summary>Everything that is wrong, in the order of files and lines.</summary>
    /// <param name="flows">As the loader read them, also those with faults.</param>
    /// <param name="types">Every kind of answer they may ask for.</param>
    IEnumerable<Issue> Review(IReadOnlyList<Flow> flows, InputTypes types);
}
