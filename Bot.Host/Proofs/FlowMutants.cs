using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Engine.Flows;

namespace Bot.Host.Proofs;

/// <summary>Changes of a flow's file, one at a time, see <see cref="MutantKind"/>.</summary>
internal static partial class FlowMutants
{
    public static IReadOnlyList<FlowMutant> Of(Flow flow, string yaml)
    {
        var mutants = new List<FlowMutant>();
        var lines = yaml.Split('\n');
        var state = "";
        var isOutcomes = false;
        for (var i = Array.FindIndex(lines, line => line.StartsWith("states:", StringComparison.Ordinal)) + 1; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.TrimStart().StartsWith('#')) continue;
            if (StateLine().Match(line) is { Success: true } begun) (state, isOutcomes) = (begun.Groups[1].Value, false);
            else if (PartLine().Match(line) is { Success: true } part) isOutcomes = part.Groups[1].Value == "on";

            mutants.AddRange(Dropped(lines, i).Concat(Swapped(lines, i, flow, isOutcomes)).Concat(OffByOne(lines, i)).Concat(Turned(lines, i))
                .Select(change => new FlowMutant(change.Kind, $"{state}: {change.What}", string.Join('\n', change.Lines))));
        }

        // Two changes of one state may read alike.
        return [.. mutants.GroupBy(mutant => mutant.What, StringComparer.Ordinal).SelectMany(alike => alike.Select((mutant, i) => i == 0 ? mutant
            : mutant with { What = string.Create(CultureInfo.InvariantCulture, $"{mutant.What} ({i + 1})") }))];
    }

    private static IEnumerable<Change> Dropped(string[] lines, int at)
    {
        if (BranchLine().IsMatch(lines[at]) || WordsLine().IsMatch(lines[at]))
            yield return new(MutantKind.Dropped, $"without {lines[at].Trim().TrimStart('-').Trim()}", [.. lines[..at], .. lines[(at + 1)..]]);
    }

    /// <summary>Each target is changed for the state behind it in the file, and for the next one of its kind, which the checks are likelier to take.</summary>
    private static IEnumerable<Change> Swapped(string[] lines, int at, Flow flow, bool isOutcomes)
    {
        var line = lines[at];
        IEnumerable<Match> words = WordsLine().IsMatch(line) ? WordTarget().Matches(line, line.IndexOf('{', StringComparison.Ordinal)) : [];
        IEnumerable<Match> outcomes = isOutcomes ? OutcomeTarget().Matches(line) : [];
        foreach (var target in WayTarget().Matches(line).Concat(words).Concat(outcomes).Where(match => flow.Find(match.Groups["to"].Value) is not null))
        {
            var (key, to) = (target.Groups["key"].Value, target.Groups["to"]);
            var outcome = OutcomeOf(lines, at);
            foreach (var other in Others(flow, to.Value))
            {
                var changed = string.Concat(line.AsSpan(0, to.Index), other, line.AsSpan(to.Index + to.Length));
                yield return Changed(lines, at, changed, MutantKind.Swapped, $"{(outcome.Length == 0 || outcome == key ? "" : $"{outcome}, ")}{key} {to.Value} becomes {other}");
            }
        }
    }

    private static IEnumerable<string> Others(Flow flow, string name)
    {
        var at = flow.States.IndexOf(flow.Find(name)!);
        State[] behind = [.. flow.States[(at + 1)..], .. flow.States[..at]];
        return behind.Take(1).Concat(behind.Where(state => state.Kind == flow.States[at].Kind).Take(1)).Select(state => state.Name).Distinct();
    }

    private static IEnumerable<Change> OffByOne(string[] lines, int at)
    {
        if (Most().Match(lines[at]) is not { Success: true } most) yield break;

        var max = int.Parse(most.Groups[1].Value, CultureInfo.InvariantCulture);
        foreach (var other in new[] { max - 1, max + 1 }.Where(other => other > 0))
        {
            var changed = lines[at].Replace($"max: {max}", string.Create(CultureInfo.InvariantCulture, $"max: {other}"), StringComparison.Ordinal);
            yield return Changed(lines, at, changed, MutantKind.OffByOne, $"{max} attempts become {other}");
        }
    }

    /// <summary>What a branch leads to is changed for what the next one leads to, and the other way round; each "is set" is turned.</summary>
    private static IEnumerable<Change> Turned(string[] lines, int at)
    {
        if (!BranchLine().IsMatch(lines[at])) yield break;

        var line = lines[at];
        foreach (Match set in IsSet().Matches(line))
        {
            var (slot, value) = (set.Groups[1].Value, set.Groups[2]);
            var changed = string.Concat(line.AsSpan(0, value.Index), value.Value == "true" ? "false" : "true", line.AsSpan(value.Index + value.Length));
            yield return Changed(lines, at, changed, MutantKind.Turned, $"{slot} {{ set: {value.Value} }} is turned in {line.Trim()}");
        }

        if (at + 1 < lines.Length && BranchEnd().Match(line) is { Success: true } one && BranchEnd().Match(lines[at + 1]) is { Success: true } next
            && one.Value != next.Value)
        {
            string[] turned = [.. lines];
            turned[at] = line.Replace(one.Value, next.Value, StringComparison.Ordinal);
            turned[at + 1] = lines[at + 1].Replace(next.Value, one.Value, StringComparison.Ordinal);
            yield return new(MutantKind.Turned, $"'{one.Value}' and '{next.Value}' are turned round", turned);
        }
    }

    /// <summary>The outcome that a line is about, on the line or above it.</summary>
    private static string OutcomeOf(string[] lines, int at)
    {
        for (var i = at; i >= 0 && !PartLine().IsMatch(lines[i]) && !StateLine().IsMatch(lines[i]); i--)
        {
            if (OutcomeLine().Match(lines[i]) is { Success: true } outcome) return outcome.Groups[1].Value;
        }

        return "";
    }

    private static Change Changed(string[] lines, int at, string line, MutantKind kind, string what) =>
        new(kind, what, [.. lines[..at], line, .. lines[(at + 1)..]]);

    [GeneratedRegex(@"^  (\w+):\s*(#.*)?$")]
    private static partial Regex StateLine();

    [GeneratedRegex(@"^    (\w+):")]
    private static partial Regex PartLine();

    [GeneratedRegex(@"^      (\w+):")]
    private static partial Regex OutcomeLine();

    [GeneratedRegex(@"^\s+- \{ when:")]
    private static partial Regex BranchLine();

    [GeneratedRegex(@"^    commands: \{")]
    private static partial Regex WordsLine();

    [GeneratedRegex(@"\b(?<key>next|to|then): (?<to>\w+)")]
    private static partial Regex WayTarget();

    [GeneratedRegex(@"\b(?<key>\w+): (?<to>\w+)")]
    private static partial Regex WordTarget();

    [GeneratedRegex(@"^      (?<key>\w+): (?<to>\w+)\s*(#.*)?$")]
    private static partial Regex OutcomeTarget();

    [GeneratedRegex(@"\bmax: (\d+)")]
    private static partial Regex Most();

    [GeneratedRegex(@"(\w+): \{ set: (true|false) \}")]
    private static partial Regex IsSet();

    [GeneratedRegex(@"\b(to: \w+|edit: any)")]
    private static partial Regex BranchEnd();

    private sealed record Change(MutantKind Kind, string What, string[] Lines);
}

/// <param name="What">The state and the change; no other change of the flow reads so.</param>
/// <param name="Yaml">The file with it.</param>
internal sealed record FlowMutant(MutantKind Kind, string What, string Yaml);

/// <summary>The kinds of changes.</summary>
internal enum MutantKind
{
    /// <summary>A way is gone: a branch with its condition, or the words of a question.</summary>
    Dropped,

    /// <summary>A way leads to another state.</summary>
    Swapped,

    /// <summary>One wrong answer more is borne, or one less.</summary>
    OffByOne,

    /// <summary>A condition says the opposite, or two branches lead where the other did.</summary>
    Turned,
}
