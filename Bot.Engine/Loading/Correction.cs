using System.Text.RegularExpressions;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>A word of a file that a finding calls misspelt, and the one that is meant.</summary>
/// <param name="File">As findings call it.</param>
/// <param name="Line">From 1.</param>
/// <param name="At">Signs before it in its line.</param>
internal sealed partial record Correction(string File, int Line, int At, string Written, string Meant)
{
    /// <summary>A finding about a state stands at its name, and the word some lines below.</summary>
    private const int LinesOfState = 12;

    /// <summary>Null where the finding proposes no word, or speaks of none that stands in its place.</summary>
    /// <param name="lines">Those of the finding's file.</param>
    public static Correction? Of(Issue issue, string[] lines)
    {
        if (MeantBy(issue.Instead) is not { } meant || issue.Line < 1 || issue.Line > lines.Length) return null;

        var named = Quoted().Matches(issue.Problem).Select(match => match.Groups[1].Value).Where(word => word != meant).ToList();
        if ((named.Find(word => Nearest.To(word, [meant]) is not null) ?? named.FirstOrDefault()) is not { Length: > 0 } written) return null;

        for (var line = issue.Line; line <= lines.Length && line < issue.Line + LinesOfState; line++)
        {
            if (PlaceOf(written, lines[line - 1], line == issue.Line ? issue.Column - 1 : 0) is { } at) return new(issue.File, line, at, written, meant);
        }

        return null;
    }

    /// <summary>The lines with the word that is meant in its place.</summary>
    public IEnumerable<string> In(string[] lines) =>
        lines.Select((line, i) => i == Line - 1 ? line.Remove(At, Written.Length).Insert(At, Meant) : line);

    private static string? MeantBy(string instead) => Proposal().Match(instead) is { Success: true } proposed ? proposed.Groups["word"].Value : null;

    /// <summary>The first place from there on where the word stands whole; a path's first name is a word.</summary>
    private static int? PlaceOf(string word, string line, int from)
    {
        for (var at = from < 0 || from >= line.Length ? -1 : line.IndexOf(word, from, StringComparison.Ordinal); at >= 0;
             at = at + 1 < line.Length ? line.IndexOf(word, at + 1, StringComparison.Ordinal) : -1)
        {
            var end = at + word.Length;
            if ((at == 0 || !IsOfWord(line[at - 1])) && (end == line.Length || !IsOfWord(line[end]))) return at;
        }

        return null;
    }

    private static bool IsOfWord(char sign) => char.IsLetterOrDigit(sign) || sign is '-' or '_';

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    /// <summary>As findings of flows and of messages propose one word.</summary>
    [GeneratedRegex(@"\A(?:did you mean '(?<word>[^']+)'\?|write (?<word>[\w.-]+)(?:, which has one,)? instead)\z")]
    private static partial Regex Proposal();
}
