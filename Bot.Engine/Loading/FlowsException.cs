using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>The flows have faults and do not run; the message lists every error, one a line.</summary>
public sealed class FlowsException : Exception
{
    public FlowsException(IReadOnlyList<Issue> issues) : base(string.Join('\n', issues.Where(issue => !issue.Warning))) => Issues = issues;

    public FlowsException() { }

    public FlowsException(string message) : base(message) { }

    public FlowsException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Everything that was found, warnings among it.</summary>
    public IReadOnlyList<Issue> Issues { get; } = [];
}
