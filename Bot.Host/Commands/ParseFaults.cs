using System.Text.RegularExpressions;

namespace Bot.Host.Commands;

/// <summary>What the parser says of a word that is no value of an option or argument, in words of the person who wrote it: it names types of .NET.</summary>
internal static partial class ParseFaults
{
    private static readonly (string Type, string Kind)[] Kinds =
    [
        ("Int32", "a whole number"), ("Int64", "a whole number"), ("Double", "a number"), ("DateTimeOffset", "a time such as 2026-11-28T10:15+05:30"),
        ("TimeSpan", "a length of time such as 00:10:00"),
    ];

    public static string Told(string message)
    {
        if (Unparsed().Match(message) is not { Success: true } unparsed) return message;

        var kind = Kinds.FirstOrDefault(known => unparsed.Groups["type"].Value.Contains(known.Type, StringComparison.Ordinal)).Kind ?? "what it takes";
        return $"{unparsed.Groups["at"].Value}: '{unparsed.Groups["word"].Value}' is not {kind}.";
    }

    [GeneratedRegex(@"\ACannot parse argument '(?<word>.*)' for (?:command|option) '(?<at>[^']*)' as expected type '(?<type>[^']*)'", RegexOptions.Singleline)]
    private static partial Regex Unparsed();
}
