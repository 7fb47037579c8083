using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Yaml;

/// <summary>Finds the tab that makes a file no YAML: the standard allows none for indentation, and an editor shows it as blanks.</summary>
public static class TabIndent
{
    /// <summary>The first line that is indented with a tab; null when none is.</summary>
    public static Issue? Find(string file, string yaml)
    {
        var lines = yaml.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i].AsSpan(0, lines[i].Length - lines[i].AsSpan().TrimStart().Length);
            if (indent.IndexOf('\t') is var tab and >= 0 && indent.Length < lines[i].TrimEnd('\r').Length)
                return new(file, i + 1, tab + 1, "the line is indented with a tab, which YAML does not take", "indent with spaces");
        }

        return null;
    }
}
