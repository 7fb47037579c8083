using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Engine.Flows;

namespace Bot.Host.Proofs;

/// <summary>Changes of a flow's file, one at a time: a way dropped, a target swapped, a limit of attempts off by one, two branches turned round.</summary>
internal static partial class FlowMutants
{
    public static IEnumerable<FlowMutant> Of(Flow flow, string yaml)
    {
        var lines = yaml.Split('\n');
        var names = flow.States.Select(state => state.Name).ToList();
        var begun = Array.FindIndex(lines, line => line.StartsWith("states:", StringComparison.Ordinal));
        for (var i = begun + 1; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.TrimStart().StartsWith('#')) continue;
            if (Branch().IsMatch(line) || Words().IsMatch(line)) yield return Changed(lines, i, null, $"dropped: {line.Trim()}");
            foreach (var target in Target().Matches(line).Where(match => names.Contains(match.Groups["to"].Value)))
            {
                var to = target.Groups["to"];
                var other = names[(names.IndexOf(to.Value) + 1) % names.Count];
                yield return Changed(lines, i, string.Concat(line.AsSpan(0, to.Index), other, line.AsSpan(to.Index + to.Length)), $"{target.Groups["key"].Value} {to.Value} instead leads to {other}");
            }

            if (Most().Match(line) is { Success: true } most)
            {
                var max = int.Parse(most.Groups[1].Value, CultureInfo.InvariantCulture);
                foreach (var wrong in new[] { max - 1, max + 1 }.Where(wrong => wrong > 0))
                    yield return Changed(lines, i, line.Replace($"max: {max}", string.Create(CultureInfo.InvariantCulture, $"max: {wrong}"), StringComparison.Ordinal), $"attempts {wrong} instead of {max}");
            }

            if (i + 1 < lines.Length && To().Match(line) is { Success: true } one && To().Match(lines[i + 1]) is { Success: true } next
                && one.Groups[1].Value != next.Groups[1].Value && Branch().IsMatch(line))
            {
                string[] turned = [.. lines];
                (turned[i], turned[i + 1]) = (line.Replace($"to: {one.Groups[1]}", $"to: {next.Groups[1]}", StringComparison.Ordinal), lines[i + 1].Replace($"to: {next.Groups[1]}", $"to: {one.Groups[1]}", StringComparison.Ordinal));
                yield return new($"line {i + 1}: {one.Groups[1]} and {next.Groups[1]} turned round", string.Join('\n', turned));
            }
        }
    }

    private static FlowMutant Changed(string[] lines, int at, string? line, string what)
    {
        var changed = lines.ToList();
        if (line is null) changed.RemoveAt(at);
        else changed[at] = line;
        return new($"line {at + 1}: {what}", string.Join('\n', changed));
    }

    [GeneratedRegex(@"^\s+- \{ when:")]
    private static partial Regex Branch();

    [GeneratedRegex(@"^\s+commands: \{")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?<key>\w+): (?<to>\w+)")]
    private static partial Regex Target();

    [GeneratedRegex(@"\bmax: (\d+)")]
    private static partial Regex Most();

    [GeneratedRegex(@"\bto: (\w+)")]
    private static partial Regex To();
}

/// <param name="What">The line and the change.</param>
/// <param name="Yaml">The file with it.</param>
internal sealed record FlowMutant(string What, string Yaml);
