using System.Text.RegularExpressions;

namespace Bot.Host.Replays;

/// <summary>The lines of a script that count in one language only: they begin with its code.</summary>
/// <param name="language">Language the script is read for; null for none.</param>
internal sealed partial class LanguageLines(string? language)
{
    private readonly List<(string Word, string Other)> _words = [];

    /// <summary>Languages that have a line of their own.</summary>
    public SortedSet<string> Codes { get; } = new(StringComparer.Ordinal);

    public static bool Has(string line) => OwnLine().IsMatch(line);

    /// <returns>What a line adds in the language read for; null where it adds nothing there.</returns>
    public ReplayAct? Read(string line)
    {
        var own = OwnLine().Match(line);
        Codes.Add(own.Groups["code"].Value);
        if (own.Groups["code"].Value != language) return null;
        if (own.Groups["text"] is { Success: true } text) return new ReplayAct.Worded(text.Value.Replace("\\n", "\n", StringComparison.Ordinal));
        if (own.Groups["labels"] is { Success: true } labels) return new ReplayAct.Labelled(ReplayScript.LabelsOf(labels.Value));

        _words.Add((own.Groups["word"].Value, own.Groups["other"].Value));
        return null;
    }

    /// <summary>A line of every language, with the words that this language writes otherwise.</summary>
    public string Translate(string line) =>
        _words.Aggregate(line, (text, pair) => Regex.Replace(text, $@"\b{pair.Word}\b", _ => pair.Other, RegexOptions.None, TimeSpan.FromSeconds(1)));

    [GeneratedRegex(@"^(?<code>[a-z]{2,3}) (?:< (?<text>.+)|(?<labels>\[[^\]]+\].*)|(?<word>\w+) = (?<other>.+))$")]
    private static partial Regex OwnLine();
}
