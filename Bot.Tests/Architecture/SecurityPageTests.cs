using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Tests.Support;

namespace Bot.Tests.Architecture;

/// <summary>
/// docs/security.md promises nothing that no test shows: every test it names is there, and so is every test that docs/faults.md and docs/world-2026.md name.
/// </summary>
public sealed partial class SecurityPageTests
{
    private static readonly Type[] Classes = typeof(SecurityPageTests).Assembly.GetTypes();

    [Fact]
    public void Every_line_names_its_test_or_says_that_it_is_open() =>
        Rows("security.md").Should().HaveCountGreaterThan(40).And.OnlyContain(row => Quoted().IsMatch(Shown(row)) || Shown(row).StartsWith("open"));

    [Theory]
    [InlineData("security.md")]
    [InlineData("faults.md")]
    [InlineData("world-2026.md")]
    public void Every_test_that_is_named_is_there(string page) => Rows(page).SelectMany(row => Absent(Shown(row))).Should().BeEmpty();

    /// <summary>Those of section 6 of what was gathered about November 2026.</summary>
    [Theory]
    [InlineData("T1")]
    [InlineData("T3")]
    [InlineData("T5")]
    [InlineData("T6")]
    [InlineData("T7")]
    [InlineData("T9")]
    [InlineData("T10")]
    [InlineData("T12")]
    [InlineData("T14")]
    [InlineData("T15")]
    [InlineData("T16")]
    [InlineData("T17")]
    public void Every_example_of_november_2026_has_a_test_of_its_name_and_its_replays_are_there(string example)
    {
        var row = Rows("world-2026.md").Should().ContainSingle(line => line.StartsWith($"| {example}: ")).Subject;

        Quoted().Matches(Shown(row)).Select(match => match.Groups[1].Value).Should().Contain(name => name.Contains($".{example}_"));
        var folder = "";
        foreach (var replay in Replay().Matches(row.Split('|')[3]).Select(match => match.Groups[1].Value))
        {
            if (replay.Split('/') is [var flow, _]) folder = flow;
            File.Exists(Path.Combine(Repository.Flows, folder, $"{replay.Split('/')[^1]}.replay")).Should().BeTrue(replay);
        }
    }

    [Theory]
    [InlineData("`Architecture.SecurityPageTests.Every_test_that_...`, `Every_line_...`", 0)]
    [InlineData("`Architecture.SecurityPageTests.Every_test_that_...`, `No_such_...`", 1)]
    [InlineData("`Architecture.NoSuchTests`", 1)]
    public void A_name_without_a_test_is_seen(string shown, int absent) => Absent(shown).Should().HaveCount(absent);

    private static List<string> Rows(string page) => [.. File.ReadLines(Path.Combine(Repository.Root, "docs", page))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("| test |", StringComparison.Ordinal))];

    /// <summary>The last column.</summary>
    private static string Shown(string row) => row.TrimEnd(' ', '|').Split('|')[^1].Trim();

    private static IEnumerable<string> Absent(string shown)
    {
        Type? last = null;
        foreach (var name in Quoted().Matches(shown).Select(match => match.Groups[1].Value))
        {
            var cut = name.EndsWith("...", StringComparison.Ordinal) ? name[..^3] : name;
            var method = cut.Split('.')[^1] is var end && end.Contains('_', StringComparison.Ordinal) ? end : "";
            var type = cut[..^method.Length].TrimEnd('.');
            if (type.Length > 0) last = Array.Find(Classes, known => known.FullName!.EndsWith("." + type, StringComparison.Ordinal));
            var methods = last?.GetMethods(BindingFlags.Public | BindingFlags.Instance) ?? [];
            if (!methods.Any(known => known.Name.StartsWith(method, StringComparison.Ordinal))) yield return name;
        }
    }

    [GeneratedRegex("`([a-z][^`]*)`")]
    private static partial Regex Replay();

    [GeneratedRegex("`([A-Z][^`]*)`")]
    private static partial Regex Quoted();
}
