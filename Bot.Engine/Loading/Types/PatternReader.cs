using System.Text.RegularExpressions;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Reads <c>{ type: pattern, matches: '[A-Z]{2}[0-9]{4}', example: AB1234 }</c>.</summary>
internal static class PatternReader
{
    private const int MostCharacters = 200;

    public static InputType Read(MapReader map)
    {
        var matches = map.RequiredName("matches");
        var example = map.RequiredName("example");
        var longest = map.Take("longest") is null ? Pattern.Longest : map.Number("longest", 1, MostCharacters);
        var secret = map.Flag("secret");
        if (matches.Length == 0 || Compiled(map, matches) is not { } form) return Pattern.Sample;

        var pattern = new Pattern(form, example, longest, secret);
        return example.Length == 0 ? pattern : Examples.Checked(map, pattern);
    }

    private static Regex? Compiled(MapReader map, string matches)
    {
        try
        {
            return Pattern.Compile(matches);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            map.Report(map.Take("matches")!.At, refused is NotSupportedException ? "'matches' looks around or back, which could take for ever" : "'matches' is no regular expression",
                "write letters, digits, [..], \\d, {2}, ?, | and brackets, in single quotes");
            return null;
        }
    }
}
