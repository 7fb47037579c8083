using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Tests.Engine.Loading.Slips;

/// <summary>What is not told of the slips in one file.</summary>
internal static class SlipReport
{
    /// <summary>Of words of three letters several may be as near.</summary>
    private const int ShortWord = 3;

    /// <summary>A line for each slip that is not told, or not in its place.</summary>
    /// <param name="step">Every so many slips are tried.</param>
    public static IReadOnlyList<string> Of(SlipFolder folder, string file, int step)
    {
        var root = Parsed(folder.Read(file))!;
        var sound = PlacedYaml.Of(root);
        folder.Write(file, sound.Text);
        var before = folder.Found();
        var kept = before.Select(Key).ToHashSet();
        var silent = new List<string>();
        var names = NamesIn(root).Concat(folder.Names).ToHashSet(StringComparer.Ordinal);
        foreach (var slip in Slip.Of(root).Concat(FreeWords.AreIn(file) ? [] : Slip.OfWords(root)).Where((_, i) => i % step == 0))
        {
            if (FreeWords.Is(file, slip)) continue;

            var written = PlacedYaml.Of(slip.Tree);
            folder.Write(file, written.Text);
            var wantsWord = slip.Word.Length > ShortWord && char.IsLetter(slip.Word[0]) && (!slip.IsValue || names.Contains(slip.Word));
            if (Fault(folder, slip, kept, file, written.LinesOf(slip.Path), wantsWord) is { } fault) silent.Add($"{file} {slip.Path}: {slip.What}: {fault}");
        }

        silent.AddRange(Indents(folder, file, sound.Text, root, kept, step));
        folder.Write(file, sound.Text);
        return silent;
    }

    private static string? Fault(SlipFolder folder, Slip slip, HashSet<string> before, string file, (int From, int To) lines, bool wantsWord)
    {
        var told = folder.Found().Where(issue => !before.Contains(Key(issue))).ToList();
        if (told.Count == 0) return "passes in silence";

        // Where it stands, or where it is missed by its name.
        if (wantsWord && !told.Exists(issue => Names(issue, slip.Word.TrimEnd('?')))) return $"the right word is not told: {told[0]}";
        var isNamed = wantsWord || (slip.Word.Length >= ShortWord && told.Exists(issue => Names(issue, slip.Word)));
        return isNamed || told.Exists(issue => (issue.File == file && issue.Line >= lines.From && issue.Line <= lines.To) || Names(issue, LastOf(slip.Path)))
            ? null
            : $"told elsewhere: {told[0]}";
    }

    /// <summary>Every line a blank further in, and a blank less.</summary>
    private static IEnumerable<string> Indents(SlipFolder folder, string file, string text, Node root, HashSet<string> before, int step)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length - 1; i += step)
        {
            foreach (var (line, what) in new[] { (" " + lines[i], "a blank further in"), (lines[i].StartsWith(' ') ? lines[i][1..] : lines[i], "a blank less") })
            {
                var now = string.Join('\n', [.. lines[..i], line, .. lines[(i + 1)..]]);

                // An item that stands further in goes on with the text before it.
                if (line.TrimStart().StartsWith('-') || (Parsed(now) is { } tree && PlacedYaml.Same(root, tree))) continue;

                folder.Write(file, now);
                var told = folder.Found().Where(issue => !before.Contains(Key(issue))).ToList();
                if (told.Count == 0) yield return $"{file}({i + 1}): {what}: passes in silence";
                else if (!told.Exists(issue => IsAt(issue, file, i + 1) || Names(issue, line.Trim().Split(':')[0].Trim('"', '-', ' '))))
                    yield return $"{file}({i + 1}): {what}: told elsewhere: {told[0]}";
            }
        }
    }

    private static bool IsAt(Issue issue, string file, int line) =>
        issue.File == file && (Math.Abs(issue.Line - line) <= 2 || issue.Problem.StartsWith("this is no YAML", StringComparison.Ordinal));

    private static IEnumerable<string> NamesIn(Node node) =>
        node.Entries.SelectMany(entry => NamesIn(entry.Value).Prepend(entry.Key.Text)).Concat(node.Items.SelectMany(NamesIn));

    private static Node? Parsed(string text)
    {
        var issues = new List<Issue>();
        return Node.Parse("x", text, issues) is { } root && issues.Count == 0 ? root : null;
    }

    private static bool Names(Issue issue, string word) => issue.Message.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string LastOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Without its place: other lines move when a line goes.</summary>
    private static string Key(Issue issue) => $"{issue.File}: {issue.Message}";
}
