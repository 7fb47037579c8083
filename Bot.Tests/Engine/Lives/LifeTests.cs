using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Lives;
using Bot.Engine.Loading;
using Bot.Engine.Sessions;
using Bot.Host.Commands;
using Bot.Products.Fastag;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Lives;

/// <summary>The lives of our records: what may happen where, with the sentence of every refusal, and their drawings as they were reviewed.</summary>
public sealed class LifeTests
{
    private const int Threads = 4;
    private const int MovesPerThread = 50_000;

    public static TheoryData<string> Names => [.. RecordLives.All.Select(life => life.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_drawing_is_as_it_was_reviewed(string name)
    {
        var reviewed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Engine", "Lives", "Graphs", name + ".mermaid.txt"));

        MermaidDrawing.Of(FlowGraph.Of(RecordLives.All.Single(life => life.Name == name))).Should().Be(reviewed);
    }

    [Fact]
    public void Every_refusal_is_a_sentence()
    {
        Refusals(TagLife.Definition).Should().HaveCount(18);
        Refusals(LeadLife.Definition).Should().HaveCount(31);
        Refusals(CodeLife.Definition).Should().HaveCount(30);
        Refusals(OutboxLife.Definition).Should().HaveCount(20);
        Refusals(DeliveryLife.Definition).Should().BeEmpty("events come late, twice and out of order");
        Refusals(SessionLife.Definition).Should().HaveCount(7);
    }

    [Theory]
    [InlineData(LeadMove.Decline, LeadIntentState.Announced, "An intent that is announced has its end; a refusal comes too late.")]
    [InlineData(LeadMove.Announce, LeadIntentState.Lost, "There is no lead to tell of: the intent is lost.")]
    [InlineData(LeadMove.Begin, LeadIntentState.Intended, "The lender is being asked already; find out what came of it first.")]
    [InlineData(LeadMove.Begin, LeadIntentState.Undecided, "A person is to find out whether there is a lead; the lender is not asked again before.")]
    [InlineData(LeadMove.MissLender, LeadIntentState.Lost, "The lender was asked before without an answer, so that not reaching it proves nothing.")]
    [InlineData(LeadMove.Create, LeadIntentState.Created, "The lead is there already; a second one needs a new round.")]
    public void A_lead_intent_is_not_written_from_any_state_into_any_other(LeadMove move, LeadIntentState from, string refusal) =>
        FluentActions.Invoking(() => LeadLife.Definition.Make(move, from)).Should().Throw<RefusedMoveException>().WithMessage(refusal);

    [Theory]
    [InlineData(CodeState.Used)]
    [InlineData(CodeState.Expired)]
    [InlineData(CodeState.Superseded)]
    [InlineData(CodeState.Void)]
    public void A_code_that_had_its_end_has_no_other(CodeState ended)
    {
        var code = new IssuedCode(1, "h", "c", ended, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0);

        foreach (var move in Enum.GetValues<CodeMove>())
            FluentActions.Invoking(() => code.Make(move)).Should().Throw<RefusedMoveException>().WithMessage("A code that is * has had its end; issue another.");
    }

    [Theory]
    [InlineData(SessionMode.Idle, SessionEvent.Returned, SessionMode.Asking, "A conversation that is Idle waits for no partner. It was to become Asking.")]
    [InlineData(SessionMode.WithHuman, SessionEvent.Returned, SessionMode.Asking, "A conversation that is WithHuman does not go on that way when it is Returned. It was to become Asking.")]
    [InlineData(SessionMode.WaitingForPartner, SessionEvent.TimeOver, SessionMode.Asking, "A conversation that is WaitingForPartner has no timers. It was to become Asking.")]
    [InlineData(SessionMode.WaitingForPartner, SessionEvent.Heard, SessionMode.Interrupted, "A conversation that is WaitingForPartner does not go on that way when it is Heard. It was to become Interrupted.")]
    public void A_turn_that_makes_of_a_conversation_what_it_never_becomes_is_refused(SessionMode begun, SessionEvent happens, SessionMode ended,
        string refusal) =>
        FluentActions.Invoking(() => SessionLife.Judge(In(begun), Input(happens), In(ended))).Should().Throw<RefusedMoveException>().WithMessage(refusal);

    [Fact]
    public void A_conversation_is_at_what_its_session_says()
    {
        foreach (var mode in Enum.GetValues<SessionMode>()) SessionLife.ModeOf(In(mode)).Should().Be(mode);
    }

    [Fact]
    public void One_definition_serves_all_threads_and_never_moves_the_wrong_record()
    {
        var expected = TagLife.Definition;
        var pairs =
            (from move in Enum.GetValues<TagMove>()
             from state in Enum.GetValues<TagState>()
             select (Move: move, State: state, To: expected.Find(move, state))).ToArray();
        var wrong = new int[Threads];

        ThreadsTogether.Run(Threads, thread =>
        {
            for (var i = 0; i < MovesPerThread; i++)
            {
                var pair = pairs[((i * 7) + thread) % pairs.Length];
                if (!Finds(pair.Move, pair.State, pair.To)) wrong[thread]++;
            }
        });

        wrong.Should().AllBeEquivalentTo(0);
    }

    /// <summary>A move that meets another's state may be refused there, which is as wrong as one that leads elsewhere.</summary>
    private static bool Finds(TagMove move, TagState from, TagState? to)
    {
        try
        {
            return TagLife.Definition.Find(move, from) == to;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Every pair that is refused, with its sentence.</summary>
    private static List<string> Refusals<TState, TMove>(Life<TState, TMove> life)
        where TState : struct, Enum
        where TMove : struct, Enum
    {
        var refusals =
            (from state in Enum.GetValues<TState>()
             from move in Enum.GetValues<TMove>()
             where life.Find(move, state) is null
             select life.Why(move, state)).ToList();
        refusals.Where(why => !char.IsUpper(why[0]) || why.Length < 15 || why[^1] != '.').Should().BeEmpty();
        return refusals;
    }

    private static Session In(SessionMode mode) => new()
    {
        Id = "s",
        Frames = mode == SessionMode.Idle ? [] : [new() { Id = "s.1", Flow = "visit", State = "name" }],
        Pending = mode == SessionMode.WaitingForPartner ? new("s.1.pay", "pay", false) : null,
        Interrupt = mode == SessionMode.Interrupted ? new("edit", 0) : null,
        WithHuman = mode == SessionMode.WithHuman,
    };

    private static Input Input(SessionEvent happens) => happens switch
    {
        SessionEvent.Returned => new CallReturned("s.1.pay", DateTimeOffset.UnixEpoch, "paid", Bot.Engine.Values.Value.Record([])),
        SessionEvent.TimeOver => new TimerFired("t", DateTimeOffset.UnixEpoch, TimerKind.Remind, 1),
        SessionEvent.Directed => new EndedByOperator("o", DateTimeOffset.UnixEpoch),
        _ => new HeardText("m", DateTimeOffset.UnixEpoch, "hi"),
    };
}
