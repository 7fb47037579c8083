using Bot.Host.Wiring;
using Bot.Engine.Loading;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Templates.Checks;
using Bot.Tests.Engine.Loading.Slips;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Loading;

/// <summary>What follows from a file that cannot be read is held back and counted; the file itself is told, at its line.</summary>
public sealed class FollowOnsTests
{
    private static readonly string Shared = File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"));

    private const string Menu = "flow: menu\nstart: run\nstates:\n  run:\n    flow: loan\n    on: { done: done }\n  done:\n    end: bye\n";

    [Theory]
    [InlineData("flow: loan\nstart: done\nstates:\n\tdone:\n    end:\n", "loan/flow.yaml(4,1): the line is indented with a tab")]
    [InlineData("", "loan/flow.yaml(1,1): the file is empty")]
    [InlineData("- flow: loan\n", "loan/flow.yaml(1,1): a flow is a map")]
    public void A_flow_that_cannot_be_read_is_not_missed_elsewhere(string loan, string told)
    {
        var library = Load(("loan/flow.yaml", loan), ("menu/messages.en.yaml", "language: en\nmessages: { bye: Bye }\n"));

        library.Issues.Should().ContainSingle().Which.ToString().Should().Contain(told);
        library.HeldBack.Should().Be(1);
    }

    [Fact]
    public void Messages_that_cannot_be_read_are_not_missed_one_by_one()
    {
        var library = Load(("loan/flow.yaml", "flow: loan\nstart: done\nstates:\n  done:\n    end:\n"), ("menu/messages.en.yaml", "language: en\nmessages: { bye: Bye\n"));

        library.Issues.Should().ContainSingle().Which.ToString().Should().Contain("menu/messages.en.yaml(").And.Contain("this is no YAML");
        library.HeldBack.Should().Be(1);
    }

    [Theory]
    [InlineData("menu/messages.en.yml")]
    [InlineData("menu/messages_en.yaml")]
    [InlineData("menu/Messages.en.yaml")]
    public void Messages_under_another_name_are_not_missed_besides(string file)
    {
        var library = Load(("loan/flow.yaml", "flow: loan\nstart: done\nstates:\n  done:\n    end:\n"), (file, "language: en\nmessages: { bye: Bye }\n"));

        library.Issues.Should().ContainSingle().Which.ToString().Should().Contain(file).And.EndWith("call it messages.en.yaml");
        library.HeldBack.Should().Be(1);
    }

    [Theory]
    [InlineData("\tmessages: { }\n", "; indent with spaces")]
    [InlineData("---\na: b\n", "; take the line --- out, or put what follows into a file of its own")]
    [InlineData("a: &x b\n", "; take it out; a text that begins with & stands in quotes")]
    public void A_slip_of_YAML_in_messages_is_told_as_in_a_flow(string slip, string advice)
    {
        var library = Load(("menu/messages.en.yaml", $"language: en\n{slip}"));

        library.Issues.Select(issue => issue.ToString()).Should().Contain(issue => issue.EndsWith(advice, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_menu_that_nothing_is_offered_in_that_is_told_and_nothing_else()
    {
        const string Offering = """
            flow: menu
            start: menu
            slots: { menu: choice }
            states:
              menu: { choose: menu, options: { flows: run }, always: true }
              run: { flow: any, on: { other: done } }
              done:
                end: bye
            """;
        using var folder = new FlowsFolder(("messages.en.yaml", Shared), ("menu/flow.yaml", Offering), ("menu/messages.en.yaml", "language: en\nmessages: { bye: Bye }\n"));
        using var services = FlowTools.Open(folder.Path);

        var library = services.GetRequiredService<FlowLibrary>();

        library.Issues.Should().ContainSingle().Which.Problem.Should().Be("'menu' has nothing to offer: no flow that can run says menu:");
        library.HeldBack.Should().BeGreaterThan(2);
    }

    [Fact]
    public void What_has_another_cause_is_told_beside_it()
    {
        var library = Load(("loan/flow.yaml", ""), ("menu/messages.en.yaml", "language: en\nmessages: { }\n"));

        library.Issues.Select(issue => issue.Problem).Should().BeEquivalentTo("the file is empty", "the message 'bye' has no text in 'en'");
    }

    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Repository.Flows, "*.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Flows, file).Replace('\\', '/'))
        .Where(file => file.EndsWith("flow.yaml", StringComparison.Ordinal) || !file.Contains('/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Of_a_shipped_file_that_cannot_be_read_one_fault_is_told(string file)
    {
        using var services = FlowTools.Open(Repository.Flows);
        var types = services.GetRequiredService<InputTypes>();
        using var folder = new SlipFolder(Repository.Flows, services.GetServices<OperationContract>(), FlowUses.Shared(types), types);
        folder.Write(file, "flow: [\n" + folder.Read(file));

        var (told, _) = folder.Told();

        told.Where(issue => !issue.Warning).Select(issue => issue.ToString()).Should().ContainSingle().Which.Should().StartWith(file);
    }

    private static FlowLibrary Load(params (string, string)[] files)
    {
        using var folder = new FlowsFolder([("messages.en.yaml", Shared), ("menu/flow.yaml", Menu), .. files]);
        using var services = FlowTools.Open(folder.Path);
        return services.GetRequiredService<FlowLibrary>();
    }
}
