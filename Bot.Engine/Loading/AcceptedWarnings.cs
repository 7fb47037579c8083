using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>
/// Warnings that an author has looked at: the line that is warned of, or the comment right above it, says <c># accepted: why</c>. Errors cannot be accepted.
/// </summary>
internal static class AcceptedWarnings
{
    private const string Mark = "# accepted:";

    /// <summary>What is left to be told, and how many warnings were accepted.</summary>
    public static (IReadOnlyList<Issue> Left, int Accepted) Part(IReadOnlyList<Issue> issues)
    {
        var files = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var left = issues.Where(issue => !(issue.Warning && IsAccepted(issue, files))).ToList();
        return (left, issues.Count - left.Count);
    }

    private static bool IsAccepted(Issue issue, Dictionary<string, string[]> files)
    {
        if (!files.TryGetValue(issue.File, out var lines)) files.Add(issue.File, lines = File.Exists(issue.File) ? File.ReadAllLines(issue.File) : []);
        if (issue.Line > lines.Length) return false;

        var above = issue.Line > 1 ? lines[issue.Line - 2].TrimStart() : "";
        return HasReason(lines[issue.Line - 1]) || (above.StartsWith(Mark, StringComparison.Ordinal) && HasReason(above));
    }

    private static bool HasReason(string line) =>
        line.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0 && !string.IsNullOrWhiteSpace(line[(at + Mark.Length)..]);
}
