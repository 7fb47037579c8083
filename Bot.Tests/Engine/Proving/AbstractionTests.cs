using System.Collections.Immutable;
using Bot.Engine.Execution;
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

    [Theory]
    [InlineData("loan-lead")]
    [InlineData("lead-status")]
    public async Task Random_runs_stay_within_what_was_explored(string name)
    {
        await using var services = FlowTools.Open(Repository.Flows);
        var catalog = services.GetRequiredService<FlowCatalog>();
        var stage = new ProofStage(catalog.Flows, catalog.Vocabulary, FlowProofs.Promises(catalog.Flows), _ => null, Prover.Wednesday).Begun();
        var flow = catalog.Flows.Find(name)!;
        var exploration = new Exploration(stage, flow, new());
        exploration.Run(default).IsWhole.Should().BeTrue();

        var random = new Random(20261129);
        for (var run = 0; run < Runs; run++)
        {
            var (session, watch, timers, pending) = (new Session { Id = "run" }, RunWatch.None, ImmutableArray<TimerRequest>.Empty, "");
            Hear(new StartedFor("r0", Prover.Wednesday, name, stage.Brought(flow), null, null));
            for (var i = 0; i < Inputs && session.Frames.Any(frame => frame.Flow == name); i++)
            {
                var moves = stage.Moves.At(session, timers, stage.Machine.Prompt(session, Prover.Wednesday), isAbove: false, isSeldom: true)
                    .Where(move => move is not ChangeMove).ToList();
                Input? other = session.Pending is { } call ? Returned(call, random) : new HeardText($"r{session.Turn}", Prover.Wednesday, Texts[random.Next(Texts.Length)]);
                var usual = moves[random.Next(moves.Count)].InputFor(session, stage.Machine, Prover.Wednesday);
                if ((random.Next(2) == 0 ? other : usual) is { } input) Hear(input);
                pending = $"{session.Top?.State} after {run}/{i}";
                if (session.Frames.Any(frame => frame.Flow == name)) exploration.Knows(stage.Key.Of(session, watch)).Should().BeTrue("{0}", pending);
            }

            void Hear(Input input)
            {
                if (stage.Machine.Advance(session, input) is not { } turn) return;
                watch = watch.After(session, input, turn, flow, stage.PromisesOf(flow)).Next;
                (session, timers) = (turn.Session, turn.Timers);
            }
        }

        CallReturned? Returned(PendingCall call, Random random)
        {
            if (flow.Find(call.State) is not CallState state) return null;

            var outcome = state.Outcomes[random.Next(state.Outcomes.Length)];
            var fields = state.Contract.Outcomes.First(known => known.Name == outcome.Name).Fields;
            return new(call.Id, Prover.Wednesday, outcome.Name, new RecordValue([.. fields.Select(field => KeyValuePair.Create(field, (Value)Value.Of($"v{random.Next(1000)}")))]));
        }
    }
}
