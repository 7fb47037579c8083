using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Host.Replays;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.World;

/// <summary>Whose number is an agent's shows in nothing that costs time: counted, and not measured by a clock.</summary>
public sealed class LoginCostTests
{
    private const string Agent = "9876500001";
    private const string Stranger = "9876511111";

    [Fact]
    public async Task An_agents_number_and_a_strangers_cost_the_same_reads_writes_and_calls_up_to_the_answer()
    {
        var asked = new ConcurrentQueue<string>();
        var clock = new VirtualClock();
        await using var stage = await ReplayStage.OpenAsync(Repository.Flows, clock, new Observers([]), settings: [("OTP_SMS_DAY_LIMIT", "0")], more: services => services
            .AddSingleton<IRecordStore>(all => new ToldRecords(all.GetRequiredService<IStore>(), asked))
            .AddSingleton<IOperationDecorator>(new ToldCalls(asked)));
        stage.World.GiveAgent(Agent, "Asha Rao", 5000, "608116-001-0001234");

        // The first of all finds nothing of the day; it is no one's.
        await LogInAsync(stage, clock, asked, "919800000003", "9876522222");
        var (agent, heardByAgent) = await LogInAsync(stage, clock, asked, "919800000001", Agent);
        var (stranger, heardByStranger) = await LogInAsync(stage, clock, asked, "919800000002", Stranger);

        heardByStranger.Should().Equal(heardByAgent);
        agent.Should().Contain(["call shauryapay.agentByMobile", "call loginCode.send", "find otp"]);
        stranger.Should().Equal(agent);
    }

    /// <summary>What is asked of the store and of partners between the number and the question for its code, and what is said.</summary>
    private static async Task<(IReadOnlyList<string> Asked, IReadOnlyList<string> Heard)> LogInAsync(
        ReplayStage stage, VirtualClock clock, ConcurrentQueue<string> asked, string phone, string number)
    {
        await SayAsync(stage, clock, phone, "fastag");
        asked.Clear();
        var before = stage.World.Sent.Count;

        await SayAsync(stage, clock, phone, number);

        return ([.. asked.Order(StringComparer.Ordinal)], [.. stage.World.Sent.Skip(before).Where(sent => sent.To == phone).Select(sent => sent.Text)]);
    }

    private static async Task SayAsync(ReplayStage stage, VirtualClock clock, string phone, string text)
    {
        await stage.DeliverAsync("meta", stage.Phones["meta"].Text(new(phone, "Person", $"wamid.{phone}.{text}", clock.GetUtcNow()), text));
        await stage.SettleAsync(clock);
    }

    /// <summary>Tells every call of an operation.</summary>
    private sealed class ToldCalls(ConcurrentQueue<string> asked) : IOperationDecorator
    {
        public Operation Decorate(Operation operation) =>
            operation is ConsequentialOperation consequential ? new Consequential(consequential, asked) : new Plain(operation, asked);

        private sealed class Plain(Operation inner, ConcurrentQueue<string> asked) : Operation
        {
            public override OperationContract Contract => inner.Contract;

            public override string Partner => inner.Partner;

            public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
            {
                asked.Enqueue($"call {call.Operation}");
                return inner.RunAsync(call, cancel);
            }
        }

        private sealed class Consequential(ConsequentialOperation inner, ConcurrentQueue<string> asked) : ConsequentialOperation
        {
            public override OperationContract Contract => inner.Contract;

            public override string Partner => inner.Partner;

            public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
            {
                asked.Enqueue($"call {call.Operation}");
                return inner.RunAsync(call, cancel);
            }

            public override Task<Recovery> RecoverAsync(Call call, CancellationToken cancel) => inner.RecoverAsync(call, cancel);
        }
    }
}

/// <summary>Tells what is asked of records, with their kinds.</summary>
internal sealed class ToldRecords(IRecordStore inner, ConcurrentQueue<string> asked) : IRecordStore
{
    public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        asked.Enqueue($"find {kind}");
        return inner.FindAsync(kind, key, cancel);
    }

    public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel)
    {
        asked.Enqueue($"look up {kind}");
        return inner.LookUpAsync(kind, lookup, value, limit, cancel);
    }

    public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
    {
        asked.Enqueue($"change {string.Join(' ', changes.Select(change => change.Kind))}");
        return inner.ChangeAsync(changes, cancel);
    }
}
