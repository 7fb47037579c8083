using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>A copy of the YAML in a folder of flows, in which one word at a time is corrected. Findings are known by file, line and what is wrong.</summary>
internal sealed class CorrectedCopy : IDisposable
{
    private readonly string _folder;
    private readonly IFlowRereader _reader;
    private readonly Lazy<DirectoryInfo> _copy;
    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);
    private readonly Lazy<HashSet<FoundPlace>> _before;

    /// <param name="folder">What is copied once a word is tried: two levels, as flows stand.</param>
    public CorrectedCopy(string folder, IFlowRereader reader)
    {
        (_folder, _reader) = (folder, reader);
        (_copy, _before) = (new(Copied), new(Found));
    }

    /// <summary>Null where the finding proposes no word.</summary>
    public Correction? CorrectionOf(Issue issue)
    {
        if (issue.Instead.Length == 0 || !File.Exists(issue.File)) return null;
        if (!_lines.TryGetValue(issue.File, out var lines)) _lines.Add(issue.File, lines = File.ReadAllLines(issue.File));
        return Correction.Of(issue, lines);
    }

    /// <summary>Whether the copy as it is has the finding, too: what only the original has does not follow from a word.</summary>
    public bool WasFound(Issue issue) => WasFound(PlaceOf(issue));

    public bool WasFound(FoundPlace place) => _before.Value.Contains(place);

    public FoundPlace PlaceOf(Issue issue) => PlaceOf(issue, _folder);

    /// <summary>What is found with one word corrected.</summary>
    public HashSet<FoundPlace> FoundWith(Correction word)
    {
        var file = Path.Combine(_copy.Value.FullName, Path.GetRelativePath(_folder, word.File));
        var text = File.ReadAllText(file);
        File.WriteAllLines(file, word.In(_lines[word.File]));
        try
        {
            return Found();
        }
        finally
        {
            File.WriteAllText(file, text);
        }
    }

    public void Dispose()
    {
        if (_copy.IsValueCreated) _copy.Value.Delete(recursive: true);
    }

    private DirectoryInfo Copied()
    {
        var copy = Directory.CreateTempSubdirectory("flows-corrected-");
        foreach (var directory in Directory.EnumerateDirectories(_folder).Prepend(_folder))
        {
            var to = Path.Combine(copy.FullName, Path.GetRelativePath(_folder, directory));
            Directory.CreateDirectory(to);
            // Read and written, for a copy of what may only be read could not be corrected.
            foreach (var file in Directory.EnumerateFiles(directory).Where(FlowFileNames.IsYaml))
                File.WriteAllBytes(Path.Combine(to, Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return copy;
    }

    private HashSet<FoundPlace> Found() =>
        [.. _reader.Read(_copy.Value.FullName).Select(issue => PlaceOf(issue, _copy.Value.FullName))];

    private static FoundPlace PlaceOf(Issue issue, string folder) =>
        new(Path.GetRelativePath(folder, issue.File).Replace('\\', '/'), issue.Line, issue.Problem, issue.Warning);
}

/// <summary>What findings are compared by: a column moves with a word, and what is proposed with what is known.</summary>
internal readonly record struct FoundPlace(string File, int Line, string Problem, bool IsWarning);
