using Bot.Templates.Checks;
using Bot.Templates.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Templates.Checks;

public sealed class CheckTests
{
    private const string Folder = "Templates/Checks";

    public static TheoryData<string> Checks => [.. MessageChecks.All.Select(check => check.Name)];

    public static IEnumerable<object[]> Cases =>
        from check in MessageChecks.All
        let folder = Path.Combine(AppContext.BaseDirectory, Folder, check.Name)
        where Directory.Exists(folder)
        from name in CaseFile.In($"{Folder}/{check.Name}")
        select new object[] { check.Name, name };

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_check_has_cases_that_trip_it_and_cases_that_do_not(string check)
    {
        var names = CaseFile.In($"{Folder}/{check}").ToList();

        names.Should().Contain(name => name.StartsWith("trips-"), "{0} needs a case that trips it", check);
        names.Should().Contain(name => name.StartsWith("passes-"), "{0} needs a case that does not", check);
        names.Should().OnlyContain(name => name.StartsWith("trips-") || name.StartsWith("passes-"));
        names.Where(name => name.StartsWith("trips-")).Should().OnlyContain(name => CaseFile.Read($"{Folder}/{check}", name).Expected.Any());
        names.Where(name => name.StartsWith("passes-")).Should().OnlyContain(name => !CaseFile.Read($"{Folder}/{check}", name).Expected.Any());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_check_finds_what_its_cases_say(string check, string name)
    {
        var @case = CaseFile.Read($"{Folder}/{check}", name);
        using var folder = new FlowsFolder([.. @case.Files.Where(file => file.Key != "use").Select(file => (file.Key, file.Value)).Concat(Missing(@case))]);
        var (catalogue, issues) = folder.Load();
        issues.Should().BeEmpty("a case's files are sound");

        var found = MessageChecks.All.Single(candidate => candidate.Name == check).Find(UseOf(@case, catalogue, folder));

        @case.Compare(found.Select(Wording.AsAdvice).Select(folder.Shown));
    }

    [Fact]
    public void Every_case_folder_belongs_to_a_check() =>
        Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, Folder)).Select(Path.GetFileName).Should()
            .BeSubsetOf(MessageChecks.All.Select(check => check.Name));

    [Fact]
    public void All_checks_run_together_and_tell_each_finding_once()
    {
        var @case = CaseFile.Read(Folder + "/PlaceholdersAreKnown", "trips-unknown-names");
        using var folder = new FlowsFolder([.. @case.Files.Where(file => file.Key != "use").Select(file => (file.Key, file.Value)).Concat(Missing(@case))]);
        var use = UseOf(@case, folder.Load().Catalogue, folder);

        var found = MessageChecks.Run(use with { Flows = [.. use.Flows, .. use.Flows] });

        found.Should().OnlyHaveUniqueItems().And.Contain(MessageChecks.Run(use)).And.HaveCount(MessageChecks.Run(use).Length);
        found.Select(issue => issue.File).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public void A_message_with_faults_is_there_and_what_else_is_wrong_with_it_is_told_too()
    {
        const string Messages = """
            language: en
            messages:
              several: |-
                {{ vehicelNumber }}{{ if | }}x{{ end }} {{ vehicleNumber | upper }}
                {{ for tag in tags where }}{{ tag.name }}{{ end }} {{#each tags}}{{ name }}{{/each}} {{ if a and b }}x{{ end }}
                {{ gone }}
              piped: "{{ vehicleNumbr | upper }}"
            """;
        using var folder = new FlowsFolder(("messages.en.yaml", "language: en\nname: English\n"), ("demo/messages.en.yaml", Messages));
        var (catalogue, faults) = folder.Load();
        var flow = CheckCase.Read("slots: [ { name: vehicleNumber }, { name: tags } ]\nmessages: [ { key: several }, { key: piped } ]").FlowUse(folder.Path);

        var found = MessageChecks.Run(new(catalogue, [flow], new([], [])));

        faults.Should().HaveCount(7);
        found.Where(issue => issue.File.Contains("/demo/", StringComparison.Ordinal)).Select(issue => $"{issue.Line},{issue.Column} {issue.Problem}").Should().Equal(
            "4,5 'vehicelNumber' in the message 'several' is neither a slot nor given to the message",
            "6,5 'gone' in the message 'several' is neither a slot nor given to the message",
            "7,10 'vehicleNumbr' in the message 'piped' is neither a slot nor given to the message");
    }

    private static MessagesInUse UseOf(CaseFile @case, MessageCatalogue catalogue, FlowsFolder folder)
    {
        var use = CheckCase.Read(@case.Files["use"]);
        return new(catalogue, [use.FlowUse(folder.Path)], use.SharedUse);
    }

    /// <summary>A case without an English shared file is not about it.</summary>
    private static IEnumerable<(string, string)> Missing(CaseFile @case) =>
        @case.Files.ContainsKey("messages.en.yaml") ? [] : [("messages.en.yaml", "language: en\nname: English\n")];
}
