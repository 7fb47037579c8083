using System.Text.RegularExpressions;
using Bot.Tests.Support;

namespace Bot.Tests.Examples;

/// <summary>The blocks of docs/tutorial.md, in their order.</summary>
internal sealed partial record TutorialBlock(string Kind, IReadOnlyList<string> Lines)
{
    /// <summary>The file that a block is, by the comment in its first line; null for a block that is none.</summary>
    public string? File => Kind is "yaml" or "replay" or "env" && Lines[0].StartsWith("# ", StringComparison.Ordinal) ? Lines[0][2..] : null;

    public static IReadOnlyList<TutorialBlock> All()
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", "tutorial.md"));
        return [.. Block().Matches(text).Select(match => new TutorialBlock(match.Groups["kind"].Value, match.Groups["text"].Value.TrimEnd('\n').Split('\n')))];
    }

    [GeneratedRegex(@"^```(?<kind>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
