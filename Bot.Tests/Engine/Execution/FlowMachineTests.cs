using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Lives;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Checks;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Execution;

/// <summary>A flow's machine: it knows every way of the flow, refuses all others by name, and serves all conversations at once.</summary>
public sealed class FlowMachineTests
{
    private const int Threads = 4;
    private const int MovesPerThread = 50_000;

    private static readonly FlowSet All = ShippedFlows();

    private static readonly Flow Shipped = All.Find("fastag-assign")!;

    private static readonly Flow EveryKind = FlowCase.Read("Engine/Loading/Graphs/every-kind.yaml").Flows[0];

    [Fact]
    public void A_trigger_leads_where_the_flow_says()
    {
        Fire("plan", "answer 1").Should().Be("decide");
        Fire("pay", "outcome declined").Should().Be("plan");
        Fire("pay", "outcome unavailable").Should().Be("pay", "it offers to try again");
        Fire("name", "tooMany").Should().Be("sorry");
        Fire("name", "command resend").Should().Be("pay");
        Fire("name", "expire").Should().Be("end", "the flow says so for all");
        Fire("name", "reject").Should().Be("name");
        Fire("name", "command back", "plan").Should().Be("plan");
        Fire("pay", "walk", "sorry").Should().Be("sorry");
    }

    [Theory]
    [InlineData("plan", "answer 3", null, "Flow loan does not declare 'answer 3' in the state plan.")]
    [InlineData("pay", "answer", null, "Flow loan does not declare 'answer' in the state pay.")]
    [InlineData("decide", "expire", null, "Flow loan does not declare 'expire' in the state decide.")]
    [InlineData("end", "answer", null, "Flow loan does not declare 'answer' in the state end.")]
    [InlineData("name", "command back", "pay", "Flow loan does not lead from the state name to pay by 'command back'.")]
    [InlineData("pay", "walk", "decide", "Flow loan does not lead from the state pay to decide by 'walk'.")]
    [InlineData("name", "operator", null, "Flow loan does not lead from the state name to a state that it has by 'operator'.")]
    public void A_move_that_the_flow_does_not_declare_is_refused_by_name(string from, string trigger, string? to, string refusal) =>
        FluentActions.Invoking(() => Fire(from, trigger, to)).Should().Throw<RefusedMoveException>().WithMessage(refusal);

    [Fact]
    public void A_refused_move_leaves_the_run_where_it_stands()
    {
        var run = FlowRun.Begin("s.1", EveryKind, Slots.Empty);
        var before = run.ToFrame();

        FluentActions.Invoking(() => run.Move("answer 7", null)).Should().Throw<RefusedMoveException>();
        FluentActions.Invoking(() => run.Stay("answer 1")).Should().Throw<RefusedMoveException>("it leads away");

        run.ToFrame().Should().BeSameAs(before);
    }

    public static TheoryData<string> ShippedNames => [.. All.All.Select(flow => flow.Name)];

    [Theory]
    [MemberData(nameof(ShippedNames))]
    public void Every_sequence_of_triggers_goes_the_declared_ways_and_no_other(string name)
    {
        var flow = All.Find(name)!;
        var triggers = flow.States.SelectMany(state => state.Raises).Concat([FlowMachine.Back, FlowMachine.Edit, FlowMachine.Walk, "dance"]).Distinct().ToArray();
        var steps = Gen.Choose(0, triggers.Length - 1).SelectMany(trigger => Gen.Choose(0, flow.States.Length - 1).Select(state => (trigger, state)));

        Check.One(Config.QuickThrowOnFailure.WithReplay(7, 11).WithMaxTest(300), Prop.ForAll(steps.ListOf().ToArbitrary(), sequence =>
        {
            var run = FlowRun.Begin("s.1", flow, Slots.Empty);
            foreach (var (trigger, state) in sequence)
            {
                var (from, target) = (run.State, flow.States[state]);
                var declared = Declared(flow, from, triggers[trigger], target);
                try
                {
                    run.Move(triggers[trigger], target.Name);
                    declared.Should().Contain(run.State);
                }
                catch (RefusedMoveException)
                {
                    declared.Should().BeEmpty();
                    run.State.Should().BeSameAs(from);
                }
            }
        }));
    }

    [Fact]
    public void One_machine_serves_conversations_on_all_threads_and_never_moves_the_wrong_one()
    {
        var ways = Shipped.States
            .SelectMany(state => Shipped.TransitionsOf(state).Select(way => (From: state, way.Trigger, To: Shipped.Find(way.To)!))).ToArray();
        var wrong = new int[Threads];

        ThreadsTogether.Run(Threads, thread =>
        {
            for (var i = 0; i < MovesPerThread; i++)
            {
                var (from, trigger, to) = ways[((i * 31) + (thread * 7)) % ways.Length];
                if (!Leads(from, trigger, to)) wrong[thread]++;
            }
        });

        wrong.Should().AllBeEquivalentTo(0);
    }

    [Fact]
    public void Every_flow_of_the_product_permits_what_its_states_can_raise() => RaisedTriggers.Check(All.All).Should().BeEmpty();

    [Fact]
    public void A_kind_that_raises_what_it_does_not_declare_or_declares_it_twice_is_told_at_load()
    {
        var at = new SourceLocation("flow.yaml", 3, 5);
        var flow = new Flow("ball", "flow.yaml", "", "floor", [], [], [new DancingState("floor", at)], Timeouts.None, at);

        FlowChecks.Run([flow], "ball").Where(issue => !issue.Warning).Select(issue => issue.ToString()).Should().Equal(
            "flow.yaml(3,5): 'floor' can raise 'spin', and nothing says where that leads; let the kind 'dance' declare it",
            "flow.yaml(3,5): 'step' means two things in 'floor'; let the kind 'dance' declare it once");
    }

    /// <summary>A trigger that meets another's state may be refused there, which is as wrong as one that leads elsewhere.</summary>
    private static bool Leads(State from, string trigger, State to)
    {
        try
        {
            return Shipped.Machine.Fire(from, trigger, null) == to;
        }
        catch (RefusedMoveException)
        {
            return false;
        }
    }

    private static FlowSet ShippedFlows()
    {
        using var services = FlowTools.Open(Repository.Flows);
        return services.GetRequiredService<FlowLibrary>().Checked();
    }

    private static string Fire(string from, string trigger, string? to = null) =>
        EveryKind.Machine.Fire(EveryKind.Find(from)!, trigger, to is null ? null : EveryKind.Find(to)).Name;

    /// <summary>Where a trigger may lead, by the flow as it is written rather than by its machine.</summary>
    private static State[] Declared(Flow flow, State from, string trigger, State target) => trigger switch
    {
        FlowMachine.Back => from.Listens && (target.IsQuestion || target == from) ? [target] : [],
        FlowMachine.Edit => from.Listens && target.IsQuestion ? [target] : [],
        FlowMachine.Walk => from.Onward.Contains(target.Name) ? [target] : [],
        _ when from.Stays.Contains(trigger) || from.Edits.Any(edit => edit.Trigger == trigger) => [from],
        _ => [.. flow.TransitionsOf(from).Where(way => way.Trigger == trigger).Select(way => flow.Find(way.To)!),
            .. from.ChosenWays(flow).Where(way => way.Trigger == trigger && way.Targets.Contains(target.Name)).Select(_ => target)],
    };

    private sealed class DancingState(string name, SourceLocation at) : State(name, at)
    {
        public override string Kind => "dance";

        public override bool EndsRun => true;

        public override bool Waits => true;

        public override IEnumerable<TransitionDefinition> Transitions => [new("step", Name, At)];

        internal override ImmutableArray<string> Stays => ["step"];

        internal override IEnumerable<string> Raises => [.. base.Raises, "spin"];

        internal override void Enter(ITurnContext context) => context.Finish(Name);
    }
}
