using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>The flows have faults and do not run; the message lists every error, one a line, and says how many more follow from these.
/// </summary>
public sealed class FlowsException : Exception
{
    /// <param name="heldBack">See <see cref="FlowLibrary.HeldBack"/>.</param>
    public FlowsException(IReadOnlyList<Issue> issues, int heldBack = 0)
        : base(string.Join('\n', Sentences(issues, heldBack))) =>
        (Issues, HeldBack) = (issues, heldBack);

    public FlowsException() { }

    public FlowsException(string message) : base(message) { }

    public FlowsException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Everything that was found, warnings among it.</summary>
    public IReadOnlyList<Issue> Issues { get; } = [];

    /// <summary>See <see cref="FlowLibrary.HeldBack"/>.</summary>
    public int HeldBack { get; }

    /// <summary>Every error among what was found, and how many more follow from these.</summary>
    /// <param name="heldBack">See <see cref="FlowLibrary.HeldBack"/>.</param>
    public static IEnumerable<string> Sentences(IReadOnlyList<Issue> issues, int heldBack)
    {
        var errors = issues.Where(issue => !issue.Warning).Select(issue => issue.ToString());
        return heldBack > 0 ? errors.Append($"{heldBack} more {(heldBack == 1 ? "follows" : "follow")} from this") : errors;
    }
}
