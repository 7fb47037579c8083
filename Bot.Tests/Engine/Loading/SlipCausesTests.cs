using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Loading;

/// <summary>One slip is one finding: what follows from a word that is misspelt, or from a section of another shape, is held back and counted.</summary>
public sealed class SlipCausesTests
{
    private static readonly string Service = Path.Combine(Repository.Root, "examples", "tyre-service");

    [Theory]
    [InlineData("flow.yaml", "\nslots:", "\nslotx:", "a flow does not know 'slotx'; did you mean 'slots'?", 20)]
    [InlineData("flow.yaml", "\nslots:", "\nslots: [service]\nolds:", "'slots' must be a map; write slots: with one line for each: name: type", 20)]
    [InlineData("flow.yaml", "\nslots:", "\nwhatfor:", "the flow declares no slots, and its states name some; write slots: with one line for each: name: type", 20)]
    [InlineData("flow.yaml", "\n  service: choice", "\n  sevrice: choice", "the slot 'sevrice' is not used; did you mean 'service'?", 4)]
    [InlineData("flow.yaml", "\nstates:", "\nstatse:", "a flow does not know 'statse'; did you mean 'states'?", 10)]
    [InlineData("flow.yaml", "\nstates:", "\nstates: [service]\nolds:", "the flow has no states; write states: with one entry for each", 10)]
    [InlineData("flow.yaml", "\nflow:", "\nflwo:", "a flow does not know 'flwo'; did you mean 'flow'?", 0)]
    [InlineData("flow.yaml", "\nflow: tyre-service", "\nflow: tyre-servcie", "the flow is named 'tyre-servcie' and stands in the folder 'tyre-service'; give both one name", 0)]
    [InlineData("flow.yaml", "\nexpire:", "\nexpier:", "a flow does not know 'expier'; did you mean 'expire'?", 2)]
    [InlineData("flow.yaml", "end: undecided", "end: undecidde", "the message 'undecidde' has no text in 'en'; write undecided, which has one, instead", 1)]
    [InlineData("messages.en.yaml", "\nmessages:", "\nmesages:", "'mesages' is no part of a flow's messages file; write messages instead", 8)]
    [InlineData("messages.en.yaml", "\noptions:", "\noptions: [one]\nolds:", "'options' is not a map; write key: value lines below it, indented instead", 4)]
    public void One_slip_is_told_and_what_follows_is_counted(string file, string was, string now, string told, int following)
    {
        var library = Load(file, text => text.Replace(was, now, StringComparison.Ordinal));

        var errors = library.Errors.Where(issue => !issue.Message.Contains("'olds'", StringComparison.Ordinal))
            .Where(issue => !issue.Message.Contains("'whatfor'", StringComparison.Ordinal));
        errors.Select(issue => issue.Message).Should().Equal(told);
        errors.Should().OnlyContain(issue => issue.File.EndsWith($"tyre-service/{file}", StringComparison.Ordinal) || told.Contains("undecidde", StringComparison.Ordinal));
        library.HeldBack.Should().BeGreaterThanOrEqualTo(following);
        library.Invoking(faulty => faulty.Checked()).Should().Throw<FlowsException>().Which.HeldBack.Should().Be(library.HeldBack);
    }

    [Fact]
    public void A_slip_that_is_mended_leaves_what_has_another_cause()
    {
        var library = Load("flow.yaml", text => text.Replace("\nslots:", "\nslotx:", StringComparison.Ordinal).Replace("next: findDays", "next: findDay", StringComparison.Ordinal));

        library.Errors.Select(issue => issue.Problem).Should().BeEquivalentTo("a flow does not know 'slotx'", "there is no state 'findDay' to go to");
    }

    [Fact]
    public void Flows_with_warnings_alone_are_read_once()
    {
        var reader = new CountingReader();
        Issue[] warnings = [new("flow.yaml", 1, 1, "the slot 'nmae' is not used", "did you mean 'name'?", Warning: true), new("flow.yaml", 2, 1, "x", "y", Warning: true)];

        SlipCauses.Part(warnings, Service, reader).HeldBack.Should().Be(0);

        reader.Count.Should().Be(0);
    }

    private static FlowLibrary Load(string changed, Func<string, string> change)
    {
        using var folder = new FlowsFolder(
        [
            ("messages.en.yaml", File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"))),
            ("menu/flow.yaml", "flow: menu\nstart: run\nstates:\n  run:\n    flow: tyre-service\n    on: { booked: done, undecided: done, expired: done, cancelled: done }\n  done:\n    end:\n"),
            .. new[] { "flow.yaml", "messages.en.yaml", "operations.yaml" }.Select(file => ($"tyre-service/{file}", Changed(file))),
        ]);
        using var services = FlowTools.Open(folder.Path);
        return services.GetRequiredService<FlowLibrary>();

        string Changed(string file)
        {
            var text = File.ReadAllText(Path.Combine(Service, file));
            var edited = file == changed ? change(text) : text;
            if (file == changed) edited.Should().NotBe(text, "the edit finds its place");
            return edited;
        }
    }

    private sealed class CountingReader : IFlowRereader
    {
        public int Count { get; private set; }

        public IReadOnlyList<Issue> Read(string folder)
        {
            Count++;
            return [];
        }
    }
}
