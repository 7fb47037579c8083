using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Promises;
using Bot.Engine.Proving;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Proofs;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Proving;

/// <summary>Every concrete run maps onto an abstract one: wherever random conversations come, with values that the prover never tried, it has been.</summary>
public sealed class AbstractionTests
{
    private const int Runs = 100;
    private const int Inputs = 60;

    private static readonly string[] Texts =
    [
        "Meera", "Priya Nair", "7", "25", "31", "1500000", "75 lakh", "03-04-1988", "9 May 1979", "560001", "ABCPK7777K", "meera@example.org", "9811122233", "9822233344", "123456", "654321", "yes", "no", "1", "2", "3", "hello?", "🙂",
    ];

    /// <summary>A skipped answer counts as a given one; gone back over, it does not stand as a given one does.</summary>
    [Fact]
    public async Task What_was_skipped_and_gone_back_over_was_come_to()
    {
        await using var services = FlowTools.Open(Repository.Flows);
        var catalog = services.GetRequiredService<FlowCatalog>();
        var stage = new ProofStage(catalog.Flows, catalog.Vocabulary, FlowProofs.Promises(catalog.Flows), _ => null, Prover.Wednesday).Begun();
        var flow = catalog.Flows.Find("loan-lead")!;
        var exploration = new Exploration(stage, flow, new(), straight: true);
        exploration.Run(default);

        var (session, watch) = (new Session { Id = "run" }, RunWatch.None);
        Hear(new StartedFor("r0", Prover.Wednesday, flow.Name, Slots.Empty, null, null));
        foreach (var said in new[] { "1", "50 lakh", "20", "Ravi", "skip", "ABCPD1234E", "ravi.kumar@example.com", "back", "back", "back", "back" })
        {
            Hear(new HeardText($"r{session.Turn}", Prover.Wednesday, said));
            exploration.Knows(session, watch).Should().BeTrue("{0} comes to {1}", said, session.Top!.State);
        }

        session.Top!.State.Should().Be("firstName");
        session.Top.Slots.Has("pan").Should().BeTrue();
        session.Top.Slots.Has("lastName").Should().BeFalse();

        void Hear(Input input)
        {
            var turn = stage.Machine.Advance(session, input)!;
            (session, watch) = (turn.Session, watch.After(session, input, turn, flow, stage.PromisesOf(flow)).Next);
        }
    }

    /// <summary>By the straightest conversations some moves are left out that others stand for: the same is come to.</summary>
    [Theory]
    [InlineData("loan-lead", false)]
    [InlineData("loan-lead", true)]
    [InlineData("lead-status", true)]
    [InlineData("tag-photo", true)]
    [InlineData("fastag-replace", true)]
    public async Task Random_runs_stay_within_what_was_explored(string name, bool straight)
    {
        await using var services = FlowTools.Open(Repository.Flows);
        var catalog = services.GetRequiredService<FlowCatalog>();
        var stage = new ProofStage(catalog.Flows, catalog.Vocabulary, FlowProofs.Promises(catalog.Flows), _ => null, Prover.Wednesday).Begun();
        var flow = catalog.Flows.Find(name)!;
        var exploration = new Exploration(stage, flow, new(), straight);
        exploration.Run(default).IsWhole.Should().BeTrue();

        var random = new Random(20261129);
        for (var run = 0; run < Runs; run++)
        {
            var (session, watch, timers, pending) = (new Session { Id = "run" }, RunWatch.None, ImmutableArray<TimerRequest>.Empty, "");
            Hear(new StartedFor("r0", Prover.Wednesday, name, stage.Brought(flow), null, null));
            for (var i = 0; i < Inputs && session.Frames.Any(frame => frame.Flow == name); i++)
            {
                var moves = stage.Moves.At(session, timers, stage.Machine.Prompt(session, Prover.Wednesday), isAbove: false, isSeldom: true, mayEdit: true)
                    .Where(move => move is not ChangeMove).ToList();
                if (session is { Pending: not null, Deferred.IsEmpty: true }) moves.Add(new PhotoMove());
                Input? other = session.Pending is { } call ? Returned(call) : new HeardText($"r{session.Turn}", Prover.Wednesday, Texts[random.Next(Texts.Length)]);
                var usual = moves[random.Next(moves.Count)].InputFor(session, stage.Machine, Prover.Wednesday);
                if ((random.Next(2) == 0 ? other : usual) is { } input) Hear(input);
                pending = $"{session.Top?.State} after {run}/{i}";
                if (session.Frames.Any(frame => frame.Flow == name)) exploration.Knows(session, watch).Should().BeTrue("{0}", pending);
            }

            void Hear(Input input)
            {
                if (stage.Machine.Advance(session, input) is not { } turn) return;
                watch = watch.After(session, input, turn, flow, stage.PromisesOf(flow)).Next;
                (session, timers) = (turn.Session, turn.Timers);
            }
        }

        CallReturned? Returned(PendingCall call)
        {
            if (flow.Find(call.State) is not CallState state) return null;

            var outcome = state.Outcomes[random.Next(state.Outcomes.Length)];
            var fields = state.Contract.Outcomes.First(known => known.Name == outcome.Name).Fields;
            var result = new RecordValue([.. fields.Select(field => KeyValuePair.Create(field, Result(outcome, field)))]);
            return new(call.Id, Prover.Wednesday, outcome.Name, result);
        }

        Value Result(OutcomeBranch outcome, string field)
        {
            var slot = outcome.Set.FirstOrDefault(binding => binding.Source is ResultSource { Path: var path } && path == field)?.Name ?? "";
            return stage.FactsOf(flow).Lists.Contains(slot) ? Value.List([Row(slot), Row(slot)]) : Value.Of($"v{random.Next(1000)}");
        }

        RecordValue Row(string list) =>
            new([.. stage.FactsOf(flow).FieldsOf(list).Select(field => KeyValuePair.Create(field, (Value)Value.Of($"{field}{random.Next(1000)}")))]);
    }
}
