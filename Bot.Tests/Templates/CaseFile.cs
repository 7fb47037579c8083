using System.Text;

namespace Bot.Tests.Templates;

/// <summary>
/// A case beside the tests: what it shows, the issues it must bring, and messages files, one below the other, each after a line "# file: name".
/// </summary>
public sealed record CaseFile(string Name, IReadOnlyList<string> Expected, IReadOnlyDictionary<string, string> Files)
{
    public static IEnumerable<string> In(string folder) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal);

    public static CaseFile Read(string folder, string name)
    {
        var expected = new List<string>();
        var files = new Dictionary<string, StringBuilder>();
        StringBuilder? current = null;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, folder, name + ".yaml")))
        {
            if (line.StartsWith("# expect: ", StringComparison.Ordinal)) expected.Add(line["# expect: ".Length..]);
            else if (line.StartsWith("# file: ", StringComparison.Ordinal)) files.Add(line["# file: ".Length..], current = new());
            else if (line != "---") current?.Append(line).Append('\n');
        }

        return new(name, expected, files.ToDictionary(file => file.Key, file => file.Value.ToString()));
    }

    /// <summary>Every expected issue came, in its words so far as the case gives them, and no other.</summary>
    public void Compare(IEnumerable<string> found)
    {
        var left = found.ToList();
        foreach (var line in Expected)
        {
            var match = left.FirstOrDefault(issue => issue.StartsWith(line, StringComparison.Ordinal));
            match.Should().NotBeNull("{0} expects '{1}' and has {2}", Name, line, string.Join("\n", left));
            left.Remove(match!);
        }

        left.Should().BeEmpty("{0} expects nothing else", Name);
    }
}
