using Bot.Engine.Flows;

namespace Bot.Templates.Loading;

/// <summary>Findings about messages propose a text; said to a person it becomes advice.</summary>
internal static class Wording
{
    public static Issue AsAdvice(Issue issue) => issue.Instead.Length == 0 ? issue : issue with { Instead = $"write {issue.Instead} instead" };
}
