using System.Collections.Immutable;
using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Yaml;

/// <summary>Reads a map key by key and reports every fault with its place; keys that were not read are reported at the end.</summary>
public class MapReader(Node map, string what, ICollection<Issue> issues)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bare = new(StringComparer.Ordinal);

    public Node Map { get; } = map;

    public SourceLocation At => Map.At;

    protected ICollection<Issue> Issues => issues;

    public void Report(SourceLocation at, string problem, string instead, bool warning = false) =>
        issues.Add(new(at.File, at.Line, at.Column, problem, instead, warning));

    public bool Has(string key) => Map.Find(key) is not null;

    /// <summary>The value under a key, which is thereby known.</summary>
    public Node? Take(string key)
    {
        _known.Add(key);
        return Map.Find(key);
    }

    /// <summary>The value under a key that says something without one.</summary>
    public Node? TakeBare(string key)
    {
        _bare.Add(key);
        return Take(key);
    }

    /// <summary>A word that must be there.</summary>
    public string RequiredName(string key)
    {
        if (OptionalName(key) is { } name) return name;
        if (Take(key)?.Kind is null or NodeKind.Scalar) Report(Take(key)?.At ?? At, $"{what} has no '{key}'", $"write {key}: and a name");
        return "";
    }

    /// <summary>A word, or null when it is not there or empty.</summary>
    public string? OptionalName(string key)
    {
        var node = Take(key);
        if (node is null || node.IsEmpty) return null;
        if (node.Kind == NodeKind.Scalar) return node.Text;

        Report(node.At, $"'{key}' must be one word", $"write {key}: name");
        return null;
    }

    public bool Flag(string key)
    {
        var text = OptionalName(key);
        if (text is null or "false" or "no") return false;
        if (text is "true" or "yes") return true;

        Report(Take(key)!.At, $"'{key}' is '{text}'", $"write {key}: true or leave it out");
        return false;
    }

    public int Number(string key, int least, int most)
    {
        var node = Take(key);
        if (node is not null
            && int.TryParse(node.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most)
        {
            return number;
        }

        Report(node?.At ?? At, $"'{key}' must be a whole number from {least} to {most}", $"write {key}: {least}");
        return least;
    }

    /// <summary>A number, with decimals or without; null when it is not there, and with an issue when it is none.</summary>
    public decimal? Amount(string key, decimal least, decimal most)
    {
        if (Take(key) is not { IsEmpty: false } node) return null;
        if (decimal.TryParse(node.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Report(node.At, $"'{key}' must be a number from {least} to {most}", $"write {key}: 1");
        return null;
    }

    /// <summary>A length of time: <c>30s</c>, <c>10m</c>, <c>24h</c>, <c>7d</c>; zero, with an issue, when it is none.</summary>
    public TimeSpan Duration(string key)
    {
        var node = Take(key);
        if (node is not null && Durations.TryParse(node.Text, out var duration)) return duration;

        Report(node?.At ?? At, $"'{key}' must be a length of time", $"write {key}: 10m (s, m, h or d)");
        return TimeSpan.Zero;
    }

    /// <summary>One word or a list of words.</summary>
    public ImmutableArray<(string Name, SourceLocation At)> Names(string key)
    {
        var node = Take(key);
        if (node is null || node.IsEmpty) return [];
        if (node.Kind == NodeKind.Scalar) return [(node.Text, node.At)];
        if (node.Kind == NodeKind.List && node.Items.All(item => item.Kind == NodeKind.Scalar)) return [.. node.Items.Select(item => (item.Text, item.At))];

        Report(node.At, $"'{key}' must be a list of words", $"write {key}: [one, two]");
        return [];
    }

    /// <summary>A map under a key, to be read by itself.</summary>
    /// <param name="shown">What it may hold, for who wrote something else.</param>
    public MapReader? Inner(string key, string shown = "...")
    {
        var node = Take(key);
        if (node is null || node.IsEmpty) return null;
        if (node.Kind == NodeKind.Map) return new(node, $"'{key}'", issues);

        Report(node.At, $"'{key}' must be a map", $"write {key}: {{ {shown} }}");
        return null;
    }

    private bool IsTold(SourceLocation at) => issues.Any(issue => issue.Line == at.Line && issue.File == at.File);

    /// <summary>Reports the keys that were not read, and warns of those that hold nothing.</summary>
    public void Finish()
    {
        (issues as IKeyRecorder)?.Record(what, _known);
        foreach (var (key, value) in Map.Entries)
        {
            if (!_known.Contains(key.Text))
                Report(key.At, $"{what} does not know '{key.Text}'", Nearest.Instead(key.Text, _known));
            else if (value is { IsEmpty: true, IsPlain: true } && !_bare.Contains(key.Text) && !IsTold(key.At))
                Report(key.At, $"'{key.Text}' holds nothing", "write its value, or take the line out", warning: true);
        }
    }
}
