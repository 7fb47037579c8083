using System.Text.RegularExpressions;

namespace Bot.Tests.Architecture;

/// <summary>
/// A rule about source files, named by the sentence that it holds true. Its sample, a file that breaks it, stands in <c>Samples/&lt;name&gt;.txt</c>.
/// </summary>
internal sealed partial record SourceRule(string Name, string Sentence, Func<SourceFile, bool> Concerns, Func<SourceFile, IEnumerable<string>> Violations)
{
    /// <summary>The folders of channels and partners; that of the SMS gateway is called by what it does, not by whose it is.</summary>
    private static readonly string Providers = string.Join('|', new[] { "Channels", "Partners" }
        .SelectMany(room => Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "Bot.Gateways", room)))
        .Select(folder => Path.GetFileName(folder) is var name && name == "Sms" ? "BhashSms" : name).Order(StringComparer.Ordinal));

    /// <summary>Lines of a file; the style asks for fewer.</summary>
    private const int LongestFile = 300;

    /// <summary>Signs of a line, the contents of literals not counted.</summary>
    private const int LongestLine = 160;

    /// <summary>
    /// Where a state is written that no machine gives: a run's by its machine's own place and by <c>FlowRun.Fire</c>, a stored one as it was read or under
    /// the name that it has now, and where a record begins.
    /// </summary>
    private static readonly string[] StateWriters =
    [
        "Bot.Engine/Flows/FlowMachine.cs(", "Bot.Engine/Flows/FlowRun.cs(", "Bot.Engine/Serialization/FrameJson.cs(", "Bot.Engine/Execution/MovedRuns.cs(",
    ];

    public static IReadOnlyList<SourceRule> All { get; } =
    [
        Words("engine-words", "The engine knows no web, no database and no provider",
            file => file.IsIn("Bot.Engine"),
            $@"\b\w*(?:Http|AspNet|Sqlite|Npgsql|Postgres|RestSharp|Serilog|Scriban|{Providers})\w*\b|\bMeta(?:[A-Z]\w*)?\b|\busing\s+(?:static\s+)?(?:Microsoft\.(?!Extensions)|System\.Net|System\.Data)\b[\w.]*"),
        Words("pure-machine", "Flows, execution and inputs await nothing, read no clock and touch no disk",
            file => file.IsIn("Bot.Engine/Flows", "Bot.Engine/Execution", "Bot.Engine/Sessions", "Bot.Engine/Values", "Bot.Engine/Inputs"),
            @"\b(?:async|await|Task|ValueTask|Thread|TimeProvider|ILogger\w*|Stopwatch|Random)\b(?=[\s.<(?])|\b(?:Console|File|Directory|Environment)(?=\.)"),
        Words("arrows", "References point inwards: Host to Gateways and Templates, those to the engine",
            file => file.IsIn("Bot.Engine"), @"\bBot\.(?:Products|Templates|Gateways|Sandbox|Storage|Host)\b"),
        Words("templates-alone", "Templates never meet gateways, nor the host",
            file => file.IsIn("Bot.Templates"), @"\bBot\.(?:Products|Gateways|Sandbox|Storage|Host)\b"),
        Words("gateways-alone", "Gateways never meet templates, nor the host",
            file => file.IsIn("Bot.Gateways"), @"\bBot\.(?:Templates|Sandbox|Storage|Host)\b"),
        Words("templates-words", "Templates know no provider and no web",
            file => file.IsIn("Bot.Templates"), $@"\b\w*(?:Http|AspNet|Sqlite|Npgsql|{Providers})\w*\b|\bMeta(?:[A-Z]\w*)?\b"),
        Words("provider-types", "In the host, a type is named after a provider only where providers are wired up",
            file => file.IsIn("Bot.Host") && !file.IsIn("Bot.Host/Wiring", "Bot.Host/Webhooks", "Bot.Host/Settings", "Bot.Host/Api"),
            $@"\b(?:class|record|struct|interface|enum)\s+\w*(?:{Providers}|Meta(?=[A-Z]))\w*"),
        Words("vague-names", "Types are nouns of the field",
            _ => true, @"\b(?:class|record|struct|interface)\s+\w*(?:Manager|Helpers?|Utils?|Utility|Utilities|Common)\b"),
        Words("unfinished", "Nothing unfinished is left behind",
            _ => true, @"\bNotImplementedException\b"),
        Words("sleeping", "Nothing sleeps, and nothing blocks on a task",
            _ => true, @"\bThread\.Sleep\b|\.GetAwaiter\(\)\s*\.GetResult\(\)"),
        Words("tests-that-wait", "Tests move their own clock instead of waiting",
            file => file.IsIn("Bot.Tests"), @"\bTask\.Delay\b"),
        new("moves", "A state is changed by a move of its machine, nowhere else",
            file => file.IsIn("Bot.Engine", "Bot.Products"),
            file => file.Occurrences(file.Code, StateWritten()).Where(found => !StateWriters.Any(found.StartsWith))),
        new("notes-to-self", "No note to self is left in a comment",
            _ => true, file => file.Occurrences(file.Text, new Regex(@"\b(?:TODO|FIXME|HACK|XXX)\b"))),
        new("plain-comments", "A comment's subject is a type, not a person without a name",
            file => !file.IsIn("Bot.Tests"), file => file.Occurrences(file.Comments, new Regex(@"\b(?:whoever|whatever|nobody|somebody)\b", RegexOptions.IgnoreCase))),
        new("long-lines", "A line fits a screen",
            _ => true,
            file => file.WithoutLiterals.Split('\n')
                .Select((line, index) => (line.Length, Number: index + 1)).Where(line => line.Length > LongestLine)
                .Select(line => $"{file.Path}({line.Number}): {line.Length} signs")),
        new("long-files", "A file is short enough to read in one go",
            _ => true, file => file.Text.AsSpan().Count('\n') is var lines and > LongestFile ? [$"{file.Path}: {lines} lines"] : []),
    ];

    /// <summary>An assignment to a state, also in an initializer or a tuple, that is not the answer of a life.</summary>
    [GeneratedRegex(@"(?<![\w""])(?:\w+\.)?State\s*=(?![=>])(?!\s*\w*(?:Life\.Definition\.Make|\?\.Intent\.Make))|\((?:[^()=]*,\s*)?(?:\w+\.)?State\s*,[^()=]*\)\s*=(?![=>])")]
    private static partial Regex StateWritten();

    private static SourceRule Words(string name, string sentence, Func<SourceFile, bool> concerns, string pattern)
    {
        var words = new Regex(pattern);
        return new(name, sentence, concerns, file => file.Occurrences(file.Code, words));
    }
}
