namespace Bot.Engine.Flows;

/// <summary>An operation whose partner is left out of this installation: it comes back unavailable, so that no menu offers a flow that needs it.</summary>
/// <param name="Operation">Its name: <c>leads.create</c>.</param>
/// <param name="Partner">The partner as people call it: <c>Basic Application</c>.</param>
public sealed record OperationAbsence(string Operation, string Partner)
{
    /// <summary>
    /// An installation does without the partner unless it is set up, so that its absence is told to no one. Default: it was left out on purpose.
    /// </summary>
    public bool IsDefault { get; init; }
}
