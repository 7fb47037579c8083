using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Inputs;

/// <summary>
/// One line of a case file: what is typed, the canonical value or the rejection's key, the warning. <c>\u00A0</c>, <c>\n</c> and <c>{200*a}</c> stand for what
/// cannot be seen or is long.
/// </summary>
public sealed partial record InputCase(string Type, int Line, string Input, string Expected, string? Warning)
{
    public bool IsRejected => Expected.StartsWith("reject.", StringComparison.Ordinal);

    public static string FileOf(string type) => Path.Combine(AppContext.BaseDirectory, "Engine", "Inputs", type + ".tsv");

    public static IEnumerable<InputCase> Of(string type)
    {
        foreach (var (line, fields) in Rows(FileOf(type)))
            yield return new(type, line, fields[0], fields[1], fields.Length > 2 ? fields[2] : null);
    }

    /// <summary>The type whose cases a file has: with the parameters of its line <c># with: { min: 1 }</c>, read as a flow's are.</summary>
    public static InputType TypeOf(string type)
    {
        const string With = "# with: {";
        if (File.ReadLines(FileOf(type)).FirstOrDefault(line => line.StartsWith(With, StringComparison.Ordinal)) is not { } line)
            return KnownInputTypes.All.Find(type)!;

        var issues = new List<Issue>();
        var yaml = $"flow: f\nstart: a\nslots:\n  a: {{ type: {type}, {line[With.Length..]}\nstates:\n  a:\n    ask: a\n    next: b\n  b:\n    end:\n";
        var flow = FlowLoader.Read("f.yaml", yaml, new Dictionary<string, OperationContract>(), KnownInputTypes.All, issues);
        issues.Should().BeEmpty();
        return flow!.Slots[0].Type!;
    }

    /// <summary>The parameters of <see cref="TypeOf"/> as they are written; empty for none.</summary>
    public static string ParametersOf(string type) =>
        File.ReadLines(FileOf(type)).FirstOrDefault(line => line.StartsWith("# with: ", StringComparison.Ordinal))?["# with: ".Length..] ?? "";

    /// <summary>The rows of a tab-separated file, without its comments.</summary>
    public static IEnumerable<(int Line, string[] Fields)> Rows(string file) =>
        File.ReadLines(file)
            .Select((text, index) => (Line: index + 1, Text: text))
            .Where(row => !row.Text.StartsWith('#'))
            .Select(row => (row.Line, row.Text.Split('\t').Select(Written).ToArray()));

    public override string ToString() => $"{Type}:{Line.ToString(CultureInfo.InvariantCulture)}";

    private static string Written(string field)
    {
        var text = Escape().Replace(field, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        text = text.Replace("\\n", "\n", StringComparison.Ordinal);
        return Repeat().Replace(text, match => new string(match.Groups[2].Value[0], int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"\\u([0-9A-F]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\{([0-9]+)\*(.)\}")]
    private static partial Regex Repeat();
}
