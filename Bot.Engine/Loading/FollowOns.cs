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

    /// <summary>It asks for something that stands in the file, or for what the file would be: a flow, a language, operations.</summary>
    private static bool FollowsFrom(Issue issue, string file)
    {
        if (issue.File.Replace('\\', '/') == file) return false;
        if (issue.Instead.Contains(file, StringComparison.Ordinal)) return true;

        return Path.GetFileName(file) switch
        {
            UnreadFiles.FlowFile => IsOfFlow(issue, Path.GetFileName(Path.GetDirectoryName(file)) ?? ""),
            UnreadFiles.OperationsFile => issue.Problem.StartsWith("there is no operation '", StringComparison.Ordinal),
            var name when name.StartsWith(UnreadFiles.MessagesPrefix, StringComparison.Ordinal) =>
                IsOfLanguage(issue, name.Split('.') is [_, var language, ..] ? language : ""),
            _ => false,
        };
    }

    /// <summary>The flow is missed: by another that runs it, by a menu, as the one that answers strangers, or as the only one there is.</summary>
    private static bool IsOfFlow(Issue issue, string flow) =>
        issue.Problem.StartsWith($"there is no flow '{flow}'", StringComparison.Ordinal) || issue.Problem == FlowLoader.NoFlow
        || issue.Problem.EndsWith(MenuListing.NothingToOffer, StringComparison.Ordinal);

    /// <summary>The language is missed where it should be written, or its groups of words where others are held against them.</summary>
    private static bool IsOfLanguage(Issue issue, string language) =>
        issue.Problem.Contains($"'{language}'", StringComparison.Ordinal) && issue.Problem.Contains("no shared messages file", StringComparison.Ordinal);
}
