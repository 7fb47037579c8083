using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Operations;

/// <summary>What a host that operations of flows call is to answer: <c>POST /bookings answers 201 {"id":"B-1"}</c>.</summary>
/// <param name="Path">With <c>*</c> for anything; a query is looked at only where one is written.</param>
/// <param name="Body">JSON; empty for none.</param>
public sealed partial record PlayedAnswer(string Method, string Path, int Status, string Body)
{
    private const string AnyMethod = "GET|POST|PUT|PATCH|DELETE";

    /// <summary>Those that a line may name.</summary>
    public static IReadOnlyList<string> Methods { get; } = AnyMethod.Split('|');

    /// <summary>How often; null for always. Default: once.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>Null for what is no such line.</summary>
    public static PlayedAnswer? Parse(string text)
    {
        var match = Line().Match(text);
        if (!match.Success || !IsJson(match.Groups["body"].Value)) return null;

        int? times = match.Groups["times"].Success ? int.Parse(match.Groups["times"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 1;
        return new(match.Groups["method"].Value, match.Groups["path"].Value, int.Parse(match.Groups["status"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
            match.Groups["body"].Value)
        { Times = match.Groups["always"].Success ? null : times };
    }

    /// <summary>As it is written: what <see cref="Parse"/> reads.</summary>
    public string Written => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{this}{Times switch { null => " always", 1 => "", var times => $" {times} times" }}{(Body.Length > 0 ? $" {Body}" : "")}");

    public override string ToString() => $"{Method} {Path} answers {Status}";

    internal bool Fits(string method, string path, string query) => method == Method
        && Regex.IsMatch(Path.Contains('?', StringComparison.Ordinal) ? path + query : path, $"^{string.Join(".*", Path.Split('*').Select(Regex.Escape))}$",
            RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static bool IsJson(string text)
    {
        if (text.Length == 0) return true;
        try
        {
            JsonNode.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex($@"^(?<method>{AnyMethod}) (?<path>/\S*) answers (?<status>[2-5]\d\d)(?: (?:(?<times>\d{{1,3}}) times|(?<always>always)|once))?(?: (?<body>[{{\[].*))?$")]
    private static partial Regex Line();
}
