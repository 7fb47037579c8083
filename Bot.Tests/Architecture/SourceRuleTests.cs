namespace Bot.Tests.Architecture;

public sealed class SourceRuleTests
{
    /// <summary>This folder writes down the very words that it forbids.</summary>
    private const string Here = "Bot.Tests/Architecture";

    public static TheoryData<string> Rules => [.. SourceRule.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_sources_keep_the_rule(string name)
    {
        var rule = Rule(name);

        SourceTree.Files.Where(file => rule.Concerns(file) && !file.IsIn(Here)).SelectMany(rule.Violations).Should().BeEmpty(rule.Sentence);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_sees_a_file_that_breaks_it_and_nothing_else_in_it(string name)
    {
        var (file, violations) = Sample(name);
        var rule = Rule(name);

        rule.Concerns(file).Should().BeTrue();
        rule.Violations(file).Should().Equal(violations);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_concerns_files_that_are_there(string name) => SourceTree.Files.Should().Contain(file => Rule(name).Concerns(file));

    private static SourceRule Rule(string name) => SourceRule.All.Single(rule => rule.Name == name);

    /// <summary>A made-up file: its path on top, then what the rule must find, then its text.</summary>
    private static (SourceFile File, string[] Violations) Sample(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Architecture", "Samples", name + ".txt"));
        var text = Array.IndexOf(lines, "---");
        var made = new SourceFile(lines[0], string.Concat(lines[(text + 1)..].Select(line => line + "\n")));
        if (name == "long-files") made = made with { Text = string.Concat(Enumerable.Repeat(made.Text, LinesPerSample)) };
        return (made, lines[1..text]);
    }

    private const int LinesPerSample = 301;
}
