using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Flows;
using Bot.Engine.Loading;

namespace Bot.Host.Commands;

/// <summary>What <c>check</c> found, as an editor or a build server reads it.</summary>
internal static class IssueFormats
{
    /// <summary>For people: a line each, and one that sums up.</summary>
    public const string Text = "text";

    private const string Json = "json";
    private const string GitHub = "github";
    private const string Sarif = "sarif";

    /// <summary>The base of SARIF's addresses, by the name that build servers know.</summary>
    private const string Base = "%SRCROOT%";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names for <c>--format</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [Text, Json, GitHub, Sarif];

    /// <param name="format">One of <see cref="All"/>.</param>
    /// <param name="root">Files below it are named from there by build servers, which know a repository and no machine. Null: the working folder.</param>
    /// <returns>Whole lines without the last line's end; empty when there is nothing to say.</returns>
    public static string Write(string format, IReadOnlyCollection<Issue> issues, string? root = null)
    {
        root ??= Directory.GetCurrentDirectory();
        return format switch
        {
            Json => new JsonArray([.. issues.Select(JsonOf)]).ToJsonString(Readable),
            GitHub => string.Join('\n', issues.Select(issue => GitHubOf(issue, root))),
            Sarif => SarifOf(issues, root).ToJsonString(Readable),
            _ => string.Join('\n', issues),
        };
    }

    private static JsonObject JsonOf(Issue issue) => new()
    {
        ["file"] = issue.File,
        ["line"] = issue.Line,
        ["column"] = issue.Column,
        ["severity"] = LevelOf(issue),
        ["rule"] = RuleOf(issue),
        ["problem"] = issue.Problem,
        ["instead"] = issue.Instead,
    };

    /// <summary>A workflow command. Source: GitHub Actions, "Workflow commands", setting an error message.</summary>
    private static string GitHubOf(Issue issue, string root) =>
        $"::{LevelOf(issue)} file={Property(Below(root, issue.File) ?? issue.File)},line={issue.Line},col={issue.Column}::{Escaped(issue.Message)}";

    private static string Property(string text) => Escaped(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Escaped(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Source: OASIS SARIF 2.1.0; 3.14.14 for addresses below a base.</summary>
    private static JsonObject SarifOf(IReadOnlyCollection<Issue> issues, string root) => new()
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "Bot.Host check",
                    ["rules"] = new JsonArray([.. issues.Select(RuleOf).Distinct().Select(rule => new JsonObject { ["id"] = rule })]),
                },
            },
            ["originalUriBaseIds"] = new JsonObject { [Base] = new JsonObject { ["uri"] = new Uri(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + "/").AbsoluteUri } },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. issues.Select(issue => ResultOf(issue, root))]),
        }),
    };

    private static JsonObject ResultOf(Issue issue, string root) => new()
    {
        ["ruleId"] = RuleOf(issue),
        ["level"] = LevelOf(issue),
        ["message"] = new JsonObject { ["text"] = issue.Message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = PlaceOf(issue.File, root),
                ["region"] = new JsonObject { ["startLine"] = issue.Line, ["startColumn"] = issue.Column },
            },
        }),
    };

    private static JsonObject PlaceOf(string file, string root) => Below(root, file) is { } below
        ? new() { ["uri"] = string.Join('/', below.Split(Path.DirectorySeparatorChar, '/').Select(Uri.EscapeDataString)), ["uriBaseId"] = Base }
        : new() { ["uri"] = new Uri(file).AbsoluteUri };

    /// <summary>The file as it is called from a folder; null where it lies elsewhere.</summary>
    private static string? Below(string root, string file)
    {
        var below = Path.IsPathRooted(file) ? Path.GetRelativePath(root, file) : file;
        return Path.IsPathRooted(below) || below.Split(Path.DirectorySeparatorChar, '/')[0] == ".." ? null : below.Replace('\\', '/');
    }

    /// <summary>The check that found it; of what a reader found the kind of file.</summary>
    private static string RuleOf(Issue issue) => issue.Rule.Length > 0 ? issue.Rule : Path.GetFileName(issue.File) switch
    {
        var name when name.StartsWith(FlowFileNames.MessagesPrefix, StringComparison.Ordinal) => "messages-file",
        var name when name.EndsWith(".replay", StringComparison.Ordinal) => "replay-file",
        var name when name.EndsWith(".yaml", StringComparison.Ordinal) => $"{name[..^".yaml".Length]}-file",
        _ => "other-file",
    };

    private static string LevelOf(Issue issue) => issue.Warning ? "warning" : "error";
}
