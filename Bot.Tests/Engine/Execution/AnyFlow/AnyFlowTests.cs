using System.Collections.Immutable;
using Bot.Bench.Chaos.Simulation;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>Random flows through the real loader, random talk, random faults: the machine does what a plain second telling of its rules does.</summary>
public sealed class AnyFlowTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>Set BOT_ANYFLOW_RUNS for a longer search, BOT_ANYFLOW_SEED for another one.</summary>
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("BOT_ANYFLOW_RUNS") ?? "400", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly ulong Seed = ulong.Parse(Environment.GetEnvironmentVariable("BOT_ANYFLOW_SEED") ?? "20261121", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The generator's step: a number of many changing bits, or its cases are too much alike.</summary>
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static TheoryData<string> Rules => [.. ReferenceWalk.Rules];

    [Fact]
    public void Any_conversation_in_any_flow_goes_as_the_rules_say()
    {
        var (played, actions) = (0, 0);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(Seed, Gamma), Prop.ForAll(AnyCase.Any, any =>
        {
            if (any.Load() is not { } flows) return;
            Play(any, flows, null);
            played++;
            actions += any.Actions.Length;
        }));

        output.WriteLine($"{played} of {Runs} flows passed the checks; {actions} actions were done in them");
        played.Should().BeGreaterThan(Runs / 3, "most random flows must get past the checks, or nothing is tried");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_left_out_is_noticed(string rule)
    {
        var noticed = Cases(3000).Any(any => any.Load() is { } flows && Parts(any, flows, rule));

        noticed.Should().BeTrue();
    }

    [Fact]
    public async Task Whatever_is_delivered_twice_changes_nothing()
    {
        var compared = 0;
        foreach (var any in Cases(200))
        {
            if (any.Load() is not { } flows) continue;
            var inputs = Play(any, flows, null).Inputs;

            var once = await DeliverAsync(flows, inputs);
            var twice = await DeliverAsync(flows, [.. inputs.SelectMany((input, place) => new[] { input, input, inputs[place / 2] })]);

            twice.Should().Be(once);
            compared++;
        }
        compared.Should().BeGreaterThan(40);
    }

    /// <summary>The first so many cases of the property above.</summary>
    private static List<AnyCase> Cases(int count)
    {
        var cases = new List<AnyCase>(count);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, Gamma), Prop.ForAll(AnyCase.Any, cases.Add));
        return cases;
    }

    private static SideBySide Play(AnyCase any, IReadOnlyList<Flow> flows, string? leftOut)
    {
        var both = new SideBySide(any.Plan, flows, leftOut);
        foreach (var (kind, pick) in any.Actions) both.Do(kind, pick);
        return both;
    }

    private static bool Parts(AnyCase any, IReadOnlyList<Flow> flows, string rule)
    {
        try
        {
            Play(any, flows, rule);
            return false;
        }
        catch (Exception parted) when (parted is InvalidOperationException or NullReferenceException or ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Through the runner and a store: what stands at the end, and what was left to send.</summary>
    private static async Task<string> DeliverAsync(IReadOnlyList<Flow> flows, IReadOnlyList<Input> inputs)
    {
        var clock = new ManualClock();
        var store = new SimulatedStore(new NoStops(), clock);
        var turns = new List<string>();
        store.Committed = commit => turns.Add($"{commit.HandledId} -> {commit.Session.Turn} {commit.Session.Top?.State} {string.Join(' ', commit.Outbox.Select(row => row.Id))}");
        var runner = new ConversationRunner(new(new FlowSet(flows, "main"), new CaseVocabulary()), store, new KeyRenderer(), new(), new RecordingObserver());
        var delivered = new Dictionary<string, Input>();
        foreach (var written in inputs)
        {
            if (!delivered.TryGetValue(written.Id, out var input)) delivered[written.Id] = input = await AddressedAsync(written);
            await (input switch
            {
                CallReturned returned => runner.ReturnAsync("c", returned, CallResult.Of(returned.Outcome), "", CancellationToken.None),
                TimerFired fired => runner.WakeAsync("c", fired, CancellationToken.None),
                _ => runner.RunAsync("c", new("test", "1", "", clock.GetUtcNow()), input, CancellationToken.None),
            });
        }
        return string.Join('\n', turns);

        // Calls and timers carry what this session, which the runner began, gave them.
        async Task<Input> AddressedAsync(Input input) => (input, (await store.LoadAsync("c", CancellationToken.None))?.Session) switch
        {
            (CallReturned returned, { Pending: { } pending }) => returned with { Id = pending.Id },
            (TimerFired fired, { } session) => fired with { Token = session.TimerToken },
            _ => input,
        };
    }

    private sealed class KeyRenderer : IMessageRenderer
    {
        public ImmutableArray<OutboundMessage> Render(Reply reply) => [new TextMessage(reply.Message)];

        public string RenderText(Reply reply) => reply.Message;

        public TemplateMessage? RenderTemplate(Reply reply) => null;

        public string LabelOf(string flow, string labelKey, string language) => labelKey;
    }
}
