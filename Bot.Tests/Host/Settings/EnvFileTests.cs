using Bot.Host.Settings;

namespace Bot.Tests.Host.Settings;

public sealed class EnvFileTests
{
    public static TheoryData<string, string, string> Lines()
    {
        var lines = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Host/Settings/env-lines.tsv")).Where(line => !line.StartsWith("# What", StringComparison.Ordinal)))
        {
            var parts = line.Split('\t', 3);
            var text = parts[0].StartsWith("SMS_PASS=", StringComparison.Ordinal)
                ? parts[0]
                : parts[0].Replace(@"\n", "\n", StringComparison.Ordinal).Replace(@"\r", "\r", StringComparison.Ordinal);
            lines.Add(text, parts[1], parts.Length > 2 ? parts[2] : "");
        }

        return lines;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_reads_as_its_case_says(string text, string name, string value)
    {
        var file = EnvFile.Parse(text);

        if (name.StartsWith('!'))
        {
            file.Faults.Should().ContainSingle().Which.Should().StartWith(name[1..]);
            return;
        }

        file.Faults.Should().BeEmpty();
        file.Values.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create(name, value));
    }

    [Fact]
    public void A_name_that_stands_there_twice_is_told_with_the_line_that_counts()
    {
        var file = EnvFile.Parse("A=1\nB=2\n# A=3\nA=4\nA=4\n");

        file.Values["A"].Should().Be("4");
        file.Notes().Should().Equal(".env(4): A stands in line 1 too, and this line alone counts; take the other one out",
            ".env(5): A stands in line 4 too, and this line alone counts; take the other one out");
    }

    [Fact]
    public void A_fault_never_quotes_the_line() =>
        EnvFile.Parse("SMS_PASS='hunter2").Faults.Single().Should().NotContain("hunter2");

    [Fact]
    public void A_folder_without_the_file_gives_nothing() =>
        EnvFile.Read(Path.Combine(Path.GetTempPath(), "bot-no-such-folder", ".env")).Values.Should().BeEmpty();
}
