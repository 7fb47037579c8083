using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Templates.Checks;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading;

/// <summary>An option <c>{ reKyc: tag-rekyc }</c> is offered while the flow it names can run.</summary>
public sealed class ConditionalOptionsTests
{
    private const string Desk = """
        flow: desk
        start: job
        menu: { order: 10, label: desk }
        slots:
          job: choice
        states:
          job:
            choose: job
            options: [wash, { pay: paying }, oil]
            always: true
            next:
              - { when: { job: wash }, to: washed }
              - { when: { job: pay }, to: pay }
              - { to: oiled }
          pay: { flow: paying, on: { done: receipt, cancelled: job } }
          receipt: { say: receipt, next: job }
          washed:
            end:
          oiled:
            end:
        """;

    private const string Paying = """
        flow: paying
        start: pay
        states:
          pay: { call: bank.pay, on: { paid: done, unavailable: done } }
          done:
            end:
        """;

    private const string Menu = """
        flow: menu
        start: menu
        slots:
          menu: choice
        states:
          menu: { choose: menu, options: { flows: run }, always: true }
          run: { flow: any, on: { cancelled: menu, other: done } }
          done:
            end:
        """;

    private static readonly OperationContract Pay = new("bank.pay", [], [new("paid"), new("unavailable")]);

    private static readonly OperationAbsence NoBank = new("bank.pay", "The bank");

    [Fact]
    public void It_is_offered_in_its_place_while_the_flow_can_run()
    {
        var (flows, issues) = Load([]);

        issues.Should().BeEmpty();
        var desk = flows["desk"];
        desk.Find("job")!.Choices!.Values.Should().Equal("wash", "pay", "oil");
        desk.Find("job")!.Branches.Select(branch => branch.To).Should().Equal("washed", "pay", "oiled");
        desk.LeftOut.Should().BeEmpty();
    }

    [Fact]
    public void Without_the_partner_the_option_goes_with_its_branch_and_the_state_it_led_to()
    {
        var (flows, issues) = Load([NoBank]);

        var desk = flows["desk"];
        desk.Find("job")!.Choices!.Values.Should().Equal("wash", "oil");
        desk.Find("job")!.Branches.Select(branch => branch.To).Should().Equal("washed", "oiled");
        desk.Find("pay").Should().BeNull();
        desk.Find("receipt").Should().BeNull("nothing else leads to it");
        desk.Find("washed").Should().NotBeNull();
        desk.LeftOut.Should().Equal("job.pay");
        issues.Should().ContainSingle().Which.Message.Should()
            .Be("'paying' calls bank.pay, and The bank is left out of this installation; the option that runs it is not offered");
    }

    [Fact]
    public void States_that_it_led_to_go_also_where_they_lead_to_each_other()
    {
        var (flows, _) = Load([NoBank], Desk.Replace("receipt, next: job }", "receipt, next: pay }", StringComparison.Ordinal));

        flows["desk"].States.Select(state => state.Name).Should().Equal("job", "washed", "oiled");
    }

    [Fact]
    public void A_state_that_is_named_like_the_flow_goes_too()
    {
        var (flows, _) = Load([NoBank], Desk.Replace("to: pay }", "to: paying }", StringComparison.Ordinal)
            .Replace("pay: { flow", "paying: { flow", StringComparison.Ordinal));

        flows["desk"].States.Select(state => state.Name).Should().Equal("job", "washed", "oiled");
    }

    [Fact]
    public void A_question_that_only_such_an_option_leads_to_goes_with_one_of_its_own()
    {
        const string More = "more: { choose: more, options: [no, { again: paying }], next: [{ when: { more: again }, to: pay }, { to: oiled }] }";
        var (flows, _) = Load([NoBank], Desk.Replace("to: pay }", "to: more }", StringComparison.Ordinal)
            .Replace("  job: choice", "  job: choice\n  more: choice", StringComparison.Ordinal)
            .Replace("  washed:", $"  {More}\n  washed:", StringComparison.Ordinal));

        flows["desk"].States.Select(state => state.Name).Should().Equal("job", "washed", "oiled");
        flows["desk"].LeftOut.Should().Equal("job.pay", "more.again");
    }

    [Theory]
    [InlineData("[wash, pay]", "[pay]")]
    [InlineData("[pay, wash]", "[pay, pay]")]
    public void It_goes_from_a_list_of_options_too_and_the_branch_with_the_last(string wash, string pay)
    {
        var (flows, issues) = Load([NoBank], Desk.Replace("job: wash }", $"job: {wash} }}", StringComparison.Ordinal)
            .Replace("job: pay }", $"job: {pay} }}", StringComparison.Ordinal));

        issues.Should().OnlyContain(issue => issue.Warning);
        var branches = flows["desk"].Find("job")!.Branches;
        branches.Select(branch => branch.To).Should().Equal("washed", "oiled");
        branches[0].When!.Clauses.Should().ContainSingle().Which.Should().BeOfType<OneOf>().Which.Values.Should().Equal("wash");
        flows["desk"].Find("pay").Should().BeNull();
    }

    [Fact]
    public void A_flow_that_offers_it_stays_in_the_menu_without_it()
    {
        var (flows, _) = Load([NoBank]);

        flows["menu"].Find("menu")!.Choices!.Values.Should().Equal("desk");
    }

    [Fact]
    public void A_partner_that_is_left_out_by_default_is_told_to_no_one() => Load([NoBank with { IsDefault = true }]).Issues.Should().BeEmpty();

    [Fact]
    public void What_is_offered_is_part_of_the_hash()
    {
        var whole = Load([]).Flows;
        var less = Load([NoBank]).Flows;

        less["desk"].Hash.Should().NotBe(whole["desk"].Hash);
        less["paying"].Hash.Should().Be(whole["paying"].Hash);
    }

    [Fact]
    public void A_flow_that_is_not_there_is_told_with_its_place()
    {
        var (_, issues) = Load([], Desk.Replace("{ pay: paying }", "{ pay: payin }", StringComparison.Ordinal));

        issues.Should().ContainSingle(issue => issue.Problem == "there is no flow 'payin'").Which.Instead.Should().Be("did you mean 'paying'?");
    }

    [Theory]
    [InlineData("{ pay: }")]
    [InlineData("{ pay: paying, oil: paying }")]
    [InlineData("{ pay: [paying] }")]
    public void An_option_of_another_form_is_a_fault(string option)
    {
        var (_, issues) = Load([], Desk.Replace("{ pay: paying }", option, StringComparison.Ordinal));

        issues.Where(issue => !issue.Warning).Should().NotBeEmpty();
    }

    [Fact]
    public void The_label_of_an_option_that_is_left_out_is_not_dead() => FlowUses.Of(Load([NoBank]).Flows["desk"]).LeftOut.Should().Equal("job.pay");

    private static (IReadOnlyDictionary<string, Flow> Flows, IReadOnlyList<Issue> Issues) Load(OperationAbsence[] absences, string desk = Desk)
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", Menu), ("desk/flow.yaml", desk), ("paying/flow.yaml", Paying));
        var (flows, issues) = FlowLoader.LoadFolder(folder.Path, [Pay], InputTypes.BuiltIn, absences);
        return (flows.ToDictionary(flow => flow.Name), issues);
    }
}
