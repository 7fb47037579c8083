using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Loading;

/// <summary>A file that is not translated yet is one finding, and what else is wrong stays in sight.</summary>
public sealed class MissingTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MissingTextsTests() => Repository.CopyFlows(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Many_texts_that_a_flow_lacks_in_a_language_are_one_finding_and_few_are_told_one_by_one()
    {
        var file = Path.Combine(_folder.Path, "lead-status", "messages.hi.yaml");
        var whole = File.ReadAllText(file);
        File.WriteAllText(file, "language: hi\nentry: [लोन की स्थिति]\n");

        Found().Should().ContainSingle().Which.Should().MatchRegex(@"^the flow lacks \d+ texts in 'hi'; first, the (message|option|slot) '[\w.]+' has no (text|label|name); write them into messages\.hi\.yaml beside it");

        File.WriteAllText(file, whole.Replace("  code:", "  kode:", StringComparison.Ordinal));
        Found().Should().OnlyContain(told => !told.Contains("lacks", StringComparison.Ordinal)).And.NotBeEmpty();
    }

    [Fact]
    public void A_new_language_without_the_engines_words_is_one_finding_of_its_file()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "messages.ta.yaml"), "language: ta\nname: Tamil\n");

        Found("messages.ta.yaml").Should().ContainSingle().Which.Should().MatchRegex("^the file lacks [0-9]+ of the engine's own words; first, the engine's message '[a-zA-Z.]+' is missing; begin with a copy");
    }

    private IEnumerable<string> Found(string name = "")
    {
        using var services = FlowTools.Open(_folder.Path);
        var errors = services.GetRequiredService<FlowLibrary>().Issues.Where(issue => !issue.Warning);
        return [.. errors.Where(issue => name.Length == 0 || Path.GetFileName(issue.File) == name).Select(issue => issue.Message)];
    }
}
