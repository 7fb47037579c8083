using System.Text.RegularExpressions;

namespace Bot.Engine.Loading;

/// <summary>Names of the files in a folder of flows: their one home.</summary>
public static partial class FlowFileNames
{
    /// <summary>The flow itself, in a folder of its own.</summary>
    public const string Flow = "flow.yaml";

    /// <summary>The calls that flows declare, of one flow or of all.</summary>
    public const string Operations = "operations.yaml";

    /// <summary>What is to hold in every conversation, beside a flow.</summary>
    public const string Promises = "promises.yaml";

    /// <summary>Changes of a flow that nothing need notice, beside it; the prover reads them.</summary>
    public const string Mutants = "mutants.yaml";

    /// <summary>How the names of messages files begin.</summary>
    public const string MessagesPrefix = "messages";

    /// <summary>Whether a file is YAML by its ending, in any spelling.</summary>
    public static bool IsYaml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";

    /// <summary>What to do about a file that is one of messages by its name, but for the form of that: <c>call it messages.hi.yaml</c> for
    /// <c>Messages_hi.yml</c>.</summary>
    public static string InsteadOfMessages(string name) => Messages().Match(name) is { Success: true } near
        ? $"call it messages.{near.Groups[1].Value.ToLowerInvariant()}.yaml"
        : "call it messages.<language>.yaml, such as messages.en.yaml";

    /// <summary>The language in the name of a messages file; empty where it has none.</summary>
    public static string LanguageOf(string name) => name.Split('.') is [_, var language, ..] ? language : "";

    /// <summary>Languages of the messages files in a folder, by name; none of one that is not there.</summary>
    public static IReadOnlyList<string> LanguagesIn(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, $"{MessagesPrefix}.*.yaml").Select(file => LanguageOf(Path.GetFileName(file))).Order(StringComparer.Ordinal)]
            : [];

    [GeneratedRegex(@"\Amessages?[._ -]([a-z]{2,3})\.ya?ml\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Messages();
}
