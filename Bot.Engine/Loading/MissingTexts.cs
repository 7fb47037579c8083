using System.Text.RegularExpressions;
using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>Texts that a file does not have yet: more than a few of one language are one finding, with how many they are. A beginner's file that is not
/// translated would hide every other fault.</summary>
internal static partial class MissingTexts
{
    /// <summary>So many are told one by one.</summary>
    private const int Few = 5;

    public static IReadOnlyList<Issue> Summed(IReadOnlyList<Issue> issues)
    {
        var missing = issues.Select(issue => (Issue: issue, Place: PlaceOf(issue))).Where(found => found.Place is not null)
            .GroupBy(found => found.Place!, found => found.Issue).Where(same => same.Count() > Few).ToDictionary(same => same.Key, same => same.ToList());
        if (missing.Count == 0) return issues;

        var left = new List<Issue>();
        foreach (var issue in issues)
        {
            if (PlaceOf(issue) is not { } place || !missing.TryGetValue(place, out var same)) left.Add(issue);
            else if (issue == same[0]) left.Add(Sum(place, same));
        }

        return left;
    }

    private static Issue Sum(Place place, List<Issue> missing) => place.Language.Length > 0
        ? missing[0] with
        {
            Problem = $"the flow lacks {missing.Count} texts in '{place.Language}'; first, {missing[0].Problem[..^$" in '{place.Language}'".Length]}",
            Instead = $"write them into {FlowFileNames.MessagesPrefix}.{place.Language}.yaml beside it, which check --languages counts, or begin with languages: of those that it has in the flow",
        }
        : missing[0] with
        {
            Problem = $"the file lacks {missing.Count} of the engine's own words; first, {missing[0].Problem}",
            Instead = "begin with a copy of the shared file of another language",
        };

    /// <summary>What a text is missed by: a flow in a language, or a shared file; null for other findings, and where another name is proposed.</summary>
    private static Place? PlaceOf(Issue issue)
    {
        if (issue.Warning || issue.Instead.Contains("which has one", StringComparison.Ordinal) || issue.Instead.Contains("' for '", StringComparison.Ordinal)) return null;
        if (OfFlow().Match(issue.Problem) is { Success: true } text) return new(issue.File, text.Groups["language"].Value);

        return OfEngine().IsMatch(issue.Problem) ? new(issue.File, "") : null;
    }

    /// <summary>As the checks of messages say it of a message, an option and the name of a slot.</summary>
    [GeneratedRegex(@"\Athe (?:message|option|slot) '[^']*' has no (?:text|label|name) in '(?<language>[^']*)'\z")]
    private static partial Regex OfFlow();

    /// <summary>The same of the shared files.</summary>
    [GeneratedRegex(@"\A(?:the engine's (?:message|label) '[^']*' is missing|nobody can say the (?:command '[^']*'|word '[^']*' of the flow '[^']*') in '[^']*'|'[^']*' has no words for '[^']*', which .*)\z")]
    private static partial Regex OfEngine();

    /// <param name="Language">Of a flow's file; empty for a shared file.</param>
    private sealed record Place(string File, string Language);
}
