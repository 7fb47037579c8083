using Bot.Engine.Flows;

namespace Bot.Templates.Loading;

/// <summary>Findings about messages propose a text; said to a person it becomes advice. What is advice as it stands, such as that of YAML itself, stays so.
/// </summary>
internal static class Wording
{
    private static readonly string[] Verbs = ["save ", "indent ", "take ", "call "];

    public static Issue AsAdvice(Issue issue) => issue.Instead.Length == 0 || Verbs.Any(verb => issue.Instead.StartsWith(verb, StringComparison.Ordinal))
        ? issue
        : issue with { Instead = $"write {issue.Instead} instead" };
}
