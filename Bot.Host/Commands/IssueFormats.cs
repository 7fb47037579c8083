using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Flows;

namespace Bot.Host.Commands;

/// <summary>What <c>check</c> found, as an editor or a build server reads it.</summary>
internal static class IssueFormats
{
    /// <summary>For people: a line each, and one that sums up.</summary>
    public const string Text = "text";

    private const string Json = "json";
    private const string GitHub = "github";
    private const string Sarif = "sarif";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names for <c>--format</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [Text, Json, GitHub, Sarif];

    /// <param name="format">One of <see cref="All"/>.</param>
    /// <returns>Whole lines without the last line's end; empty when there is nothing to say.</returns>
    public static string Write(string format, IReadOnlyCollection<Issue> issues) => format switch
    {
        Json => new JsonArray([.. issues.Select(JsonOf)]).ToJsonString(Readable),
        GitHub => string.Join('\n', issues.Select(GitHubOf)),
        Sarif => SarifOf(issues).ToJsonString(Readable),
        _ => string.Join('\n', issues),
    };

    private static JsonObject JsonOf(Issue issue) => new()
    {
        ["file"] = issue.File,
        ["line"] = issue.Line,
        ["column"] = issue.Column,
        ["severity"] = LevelOf(issue),
        ["problem"] = issue.Problem,
        ["instead"] = issue.Instead,
    };

    /// <summary>A workflow command. Source: GitHub Actions, "Workflow commands", setting an error message.</summary>
    private static string GitHubOf(Issue issue) =>
        $"::{LevelOf(issue)} file={Property(issue.File)},line={issue.Line},col={issue.Column}::{Escaped(issue.Message)}";

    private static string Property(string text) => Escaped(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Escaped(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Source: OASIS SARIF 2.1.0.</summary>
    private static JsonObject SarifOf(IReadOnlyCollection<Issue> issues) => new()
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "Bot.Host check" } },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. issues.Select(ResultOf)]),
        }),
    };

    private static JsonObject ResultOf(Issue issue) => new()
    {
        ["level"] = LevelOf(issue),
        ["message"] = new JsonObject { ["text"] = issue.Message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(issue.File) },
                ["region"] = new JsonObject { ["startLine"] = issue.Line, ["startColumn"] = issue.Column },
            },
        }),
    };

    private static string UriOf(string file) => Path.IsPathRooted(file)
        ? new Uri(file).AbsoluteUri
        : string.Join('/', file.Split(Path.DirectorySeparatorChar, '/').Select(Uri.EscapeDataString));

    private static string LevelOf(Issue issue) => issue.Warning ? "warning" : "error";
}
