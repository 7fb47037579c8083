using System.Text.RegularExpressions;
using Bot.Engine.Loading;

namespace Bot.Host.Settings;

/// <summary>The scopes that flows ask for besides those of the endpoints: <c>scope:</c> of a <c>flow.yaml</c>, or of one of its tables.</summary>
/// <remarks>Settings are checked before flows are read, so that the files are looked at for the word alone; what is no scope of a flow opens nothing.</remarks>
internal static partial class FlowScopes
{
    public static IReadOnlyCollection<string> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder).Select(flow => Path.Combine(flow, FlowFileNames.Flow)).Where(File.Exists)
            .SelectMany(file => Scope().Matches(File.ReadAllText(file))).Select(scope => scope.Groups[1].Value).Distinct().Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^[^#\n]*?(?<![\w-])scope:[ \t]*[""']?([A-Za-z][\w-]*)", RegexOptions.Multiline)]
    private static partial Regex Scope();
}
