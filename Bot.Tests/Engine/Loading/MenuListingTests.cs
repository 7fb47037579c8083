using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading;

/// <summary>A menu that says <c>options: { flows: run }</c> is made of the flows that say where they stand in it, and can run.</summary>
public sealed class MenuListingTests
{
    private const string Menu = """
        flow: menu
        start: menu
        slots:
          menu: choice
        states:
          menu: { choose: menu, options: { flows: run }, always: true }
          run: { flow: any, on: { cancelled: menu, refused: sorry, other: done } }
          sorry: { say: sorry, next: menu }
          done:
            end:
        """;

    private static readonly OperationContract Pay = new("bank.pay", [], [new("paid")]);

    private static readonly OperationAbsence NoBank = new("bank.pay", "The bank");

    [Fact]
    public void The_flows_stand_in_their_order_and_lead_where_their_ends_say()
    {
        var (flow, issues) = Load([], Paying("tyre-service", 20), Plain("car-wash", 10), Plain("hidden", null));

        issues.Should().BeEmpty();
        flow.Find("menu")!.Choices!.Values.Should().Equal("carWash", "tyreService");
        flow.Find("menu")!.Branches.Select(branch => branch.To).Should().Equal("carWash", "tyreService");
        flow.Find("tyreService")!.Subflow.Should().Be("tyre-service");
        flow.TransitionsOf(flow.Find("tyreService")!).Select(way => (way.Trigger, way.To)).Should()
            .BeEquivalentTo([("outcome done", "done"), ("outcome refused", "sorry"), ("outcome cancelled", "menu")]);
        flow.TransitionsOf(flow.Find("carWash")!).Select(way => way.To).Should().BeEquivalentTo("done", "menu");
    }

    [Fact]
    public void A_flow_whose_partner_is_left_out_is_not_offered_and_neither_is_one_that_runs_it()
    {
        var (flow, issues) = Load([NoBank], Paying("tyre-service", 20), Plain("car-wash", 10), Running("both", "tyre-service", 30));

        flow.Find("menu")!.Choices!.Values.Should().Equal("carWash");
        flow.Find("tyreService").Should().BeNull();
        issues.Should().OnlyContain(issue => issue.Warning);
        issues.Select(issue => issue.Message).Should().BeEquivalentTo(
            "'tyre-service' calls bank.pay, and The bank is left out of this installation; the flow is kept out of the menu",
            "'both' calls bank.pay, and The bank is left out of this installation; the flow is kept out of the menu");
    }

    [Theory]
    [InlineData("sorry: { say: sorry, next: worse }\n  worse: { say: worse, next: menu }")]
    [InlineData("sorry: { say: sorry, next: worse }\n  worse: { say: worse, next: sorry }")]
    public void What_follows_an_end_that_no_flow_on_offer_has_goes_as_a_whole(string states)
    {
        var menu = Menu.Replace("sorry: { say: sorry, next: menu }", states, StringComparison.Ordinal);

        var (flow, _) = Load([NoBank], ("menu", menu), Paying("tyre-service", 20), Plain("car-wash", 10));

        flow.States.Select(state => state.Name).Should().Equal("menu", "carWash", "done");
    }

    [Fact]
    public void A_menu_without_anything_to_offer_is_told()
    {
        var (_, issues) = Load([NoBank], Paying("tyre-service", 20));

        issues.Where(issue => !issue.Warning).Should().Contain(issue =>
            issue.Problem == "'menu' has nothing to offer: no flow that can run says menu:" && issue.Instead == "write menu: { order: 10, label: name } into a flow");
    }

    [Fact]
    public void The_hash_of_a_menu_is_of_what_it_offers_too()
    {
        var one = Load([], Plain("car-wash", 10)).Flow.Hash;

        Load([], Plain("car-wash", 20)).Flow.Hash.Should().Be(one);
        Load([], Plain("car-wash", 10), Plain("oil", 20)).Flow.Hash.Should().NotBe(one);
    }

    [Fact]
    public void A_flow_brings_the_words_for_its_place_along()
    {
        var catalogue = FlowsFolder.Catalogue(
            ("messages.en.yaml", "language: en\nname: English\n"),
            ("menu/messages.en.yaml", "language: en\nmessages: { menu: Menu }\n"),
            ("car-wash/messages.en.yaml", "language: en\noptions: { menu: { carWash: { label: Car wash, also: [wash] } } }\n"));

        catalogue.Words("menu", "en").LabelText("menu.carWash").Should().Be("Car wash");
        new Bot.Templates.Loading.Vocabulary(catalogue).SynonymsOf("menu", "menu.carWash").Should().Equal("wash");
    }

    private static (Flow Flow, IReadOnlyList<Issue> Issues) Load(OperationAbsence[] absences, params (string Name, string Text)[] others)
    {
        using var folder = new FlowsFolder([("menu/flow.yaml", Menu), .. others.Select(other => ($"{other.Name}/flow.yaml", other.Text))]);
        var (flows, issues) = FlowLoader.LoadFolder(folder.Path, [Pay], InputTypes.BuiltIn, absences);
        return (flows.Single(flow => flow.Name == "menu"), issues);
    }

    private static (string, string) Paying(string name, int order) => (name, $$"""
        flow: {{name}}
        start: pay
        menu: { order: {{order}}, label: {{Label(name)}} }
        states:
          pay: { call: bank.pay, on: { paid: done } }
          done:
            end:
          refused:
            end:
        """);

    private static (string, string) Plain(string name, int? order) => (name, $$"""
        flow: {{name}}
        start: done
        {{(order is null ? "" : $"menu: {{ order: {order}, label: {Label(name)} }}")}}
        states:
          done:
            end: bye
        """);

    private static (string, string) Running(string name, string below, int order) => (name, $$"""
        flow: {{name}}
        start: run
        menu: { order: {{order}}, label: {{Label(name)}} }
        states:
          run: { flow: {{below}}, on: { done: done, refused: done } }
          done:
            end:
        """);

    private static string Label(string name) => name switch { "car-wash" => "carWash", "tyre-service" => "tyreService", _ => name };
}
