using System.Text;
using Bot.Engine.Loading.Yaml;

namespace Bot.Host.Settings;

/// <summary>
/// The <c>.env</c> file of the working folder: <c>NAME=value</c> a line, <c>#</c> comments, an optional <c>export</c>, single or double quotes.
/// </summary>
/// <remarks>
/// Unquoted values end before <c> #</c> and lose outer blanks. Single quotes take everything as it stands; double quotes know <c>\n \r \t \" \\ \$</c>.
/// A value stays on its line and nothing is interpolated. The last of several lines with one name wins.
/// </remarks>
internal sealed record EnvFile(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Faults)
{
    /// <summary>Names that stand in several lines, with the line that counts.</summary>
    public IReadOnlyList<RepeatedName> Repeated { get; init; } = [];

    /// <summary>Sentences about those.</summary>
    public IEnumerable<string> Notes(string file = ".env") => Repeated.Select(name => $"{file}({name.Line}): {name.Problem}; {RepeatedName.Instead}");

    public static EnvFile Read(string path)
    {
        if (!File.Exists(path)) return new(new Dictionary<string, string>(), []);

        var bytes = File.ReadAllBytes(path);
        var read = Parse(FileText.TextOf(bytes), Path.GetFileName(path));
        return FileText.FaultOf(bytes) is var (line, column, problem)
            ? read with { Faults = [$"{Path.GetFileName(path)}({line},{column}): {problem}; save the file as UTF-8", .. read.Faults] }
            : read;
    }

    /// <param name="file">Name of the file in faults.</param>
    public static EnvFile Parse(string text, string file = ".env")
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var repeated = new List<RepeatedName>();
        var lines = text.TrimStart('\uFEFF').Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (ReadLine(line, out var name, out var value) is { } fault)
                faults.Add($"{file}({index + 1}): {fault}");
            else
                Put(name, value, index + 1);
        }

        return new(values, faults) { Repeated = repeated };

        void Put(string name, string value, int line)
        {
            if (places.TryGetValue(name, out var before)) repeated.Add(new(name, before, line));
            (values[name], places[name]) = (value, line);
        }
    }

    /// <returns>What is wrong with the line, or null. The line itself is not quoted: it may hold a secret.</returns>
    private static string? ReadLine(string line, out string name, out string value)
    {
        (name, value) = ("", "");
        var equals = line.IndexOf('=');
        if (equals < 0)
            return "there is no \"=\"; write NAME=value";
        name = WithoutExport(line[..equals]).Trim();
        if (!IsName(name))
            return "what stands before \"=\" is no name; write letters, digits and _ only, e.g. PORT=5000";
        var rest = line[(equals + 1)..].Trim();
        if (rest.Length > 0 && rest[0] is '\'' or '"')
            return ReadQuoted(rest, out value);
        value = WithoutComment(rest);
        return null;
    }

    private static string WithoutExport(string text) =>
        text.StartsWith("export ", StringComparison.Ordinal) || text.StartsWith("export\t", StringComparison.Ordinal) ? text[7..] : text;

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string WithoutComment(string text)
    {
        if (text.StartsWith('#'))
            return "";
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '#' && char.IsWhiteSpace(text[at - 1]))
                return text[..at].TrimEnd();
        }

        return text;
    }

    private static string? ReadQuoted(string text, out string value)
    {
        var quote = text[0];
        var read = new StringBuilder();
        value = "";
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                value = read.ToString();
                var rest = text[(at + 1)..].TrimStart();
                return rest.Length == 0 || rest[0] == '#' ? null : "something follows the closing quote; only a # comment may";
            }

            if (quote == '"' && text[at] == '\\' && at + 1 < text.Length && Escaped(text[at + 1]) is { } escaped)
            {
                read.Append(escaped);
                at++;
                continue;
            }

            read.Append(text[at]);
        }

        return "the quote is not closed; a value ends on its own line";
    }

    private static char? Escaped(char letter) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '"' or '\\' or '$' => letter,
        _ => null,
    };
}

/// <summary>A name of an environment file that stands in it twice.</summary>
/// <param name="Before">The line whose value does not count, from 1.</param>
/// <param name="Line">The line behind it, which does.</param>
internal sealed record RepeatedName(string Name, int Before, int Line)
{
    /// <summary>As an issue says it.</summary>
    public string Problem => $"{Name} stands in line {Before} too, and this line alone counts";

    public const string Instead = "take the other one out";
}
