using System.Text;
using System.Text.RegularExpressions;
using Bot.Tests.Support;

namespace Bot.Tests.Architecture;

/// <summary>The product's own source files, as they stand in the repository.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Repository.Root;

    public static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. Directory.EnumerateDirectories(Root, "Bot.*")
            .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];
}

/// <param name="Path">From the repository's root, with slashes.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    private string? _code;
    private string? _comments;
    private string? _withoutLiterals;

    /// <summary>The text with comments and literals blanked out, line by line as long as before.</summary>
    public string Code => _code ??= NoCode().Replace(Text, match => new string([.. match.Value.Select(letter => letter == '\n' ? '\n' : ' ')]));

    /// <summary>The comments alone, each on its line.</summary>
    public string Comments => _comments ??= Keep(match => match.Value[0] == '/');

    /// <summary>The text with the contents of literals taken out: data may be as long as it is.</summary>
    public string WithoutLiterals =>
        _withoutLiterals ??= NoCode().Replace(Text, match => match.Value[0] == '/' ? match.Value : new string('\n', match.Value.AsSpan().Count('\n')));

    public bool IsIn(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder + "/", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Where a pattern occurs, as <c>path(line): words</c>.</summary>
    public IEnumerable<string> Occurrences(string text, Regex pattern) =>
        pattern.Matches(text).Select(match => $"{Path}({text.AsSpan(0, match.Index).Count('\n') + 1}): {match.Value}");

    private string Keep(Func<Match, bool> wanted)
    {
        var kept = new StringBuilder(Text.Length);
        var lines = 0;
        foreach (var match in NoCode().Matches(Text).Where(wanted))
        {
            var line = Text.AsSpan(0, match.Index).Count('\n');
            kept.Append('\n', line - lines).Append(match.Value);
            lines = line + match.Value.AsSpan().Count('\n');
        }
        return kept.ToString();
    }

    [GeneratedRegex("""""
        "{3,}[\s\S]*?"{3,} | @\$?"(?:[^"]|"")*" | \$@"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.[^']*|[^'\\\n])' | //[^\n]* | /\*[\s\S]*?\*/
        """"", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NoCode();
}
