using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>Findings that follow from a file which cannot be read at all: they are gone when it is mended, and would hide where to begin.</summary>
internal static class FollowOns
{
    /// <summary>How findings begin that are about a whole file.</summary>
    private static readonly string[] Whole = ["this is no YAML", "the line is indented with a tab", "the file is empty", "a flow is a map", "the file is not a map of keys"];

    /// <summary>What is left to be told, and how many findings are held back.</summary>
    public static (IReadOnlyList<Issue> Left, int HeldBack) Part(IReadOnlyList<Issue> issues)
    {
        var broken = issues.Where(issue => !issue.Warning && Whole.Any(start => issue.Problem.StartsWith(start, StringComparison.Ordinal)))
            .Select(issue => issue.File.Replace('\\', '/')).Distinct().ToList();
        if (broken.Count == 0) return (issues, 0);

        var left = issues.Where(issue => !broken.Exists(file => FollowsFrom(issue, file))).ToList();
        return (left, issues.Count - left.Count);
    }

    /// <summary>It asks for something that stands in the file, or for the flow that the file would be.</summary>
    private static bool FollowsFrom(Issue issue, string file)
    {
        if (issue.File.Replace('\\', '/') == file) return false;
        if (issue.Instead.Contains(file, StringComparison.Ordinal)) return true;

        var flow = Path.GetFileName(file) == UnreadFiles.FlowFile ? Path.GetFileName(Path.GetDirectoryName(file)) : null;
        return flow is not null && issue.Problem.StartsWith($"there is no flow '{flow}'", StringComparison.Ordinal);
    }
}
