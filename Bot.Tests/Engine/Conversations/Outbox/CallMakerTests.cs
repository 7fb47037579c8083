using Bot.Engine.Flows;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations.Outbox;

/// <summary>One claimed call to its end: made, timed out, lost, recovered, or handed to a person.</summary>
public sealed class CallMakerTests : IAsyncDisposable
{
    private const string Flow = """
        flow: menu
        start: which
        slots:
          which: choice
        states:
          which:
            choose: name
            options: [slow, quick]
            next:
              - { when: { which: slow }, to: slow }
              - { to: quick }
          slow:
            call: bank.pay
            on: { done: done, unavailable: done, undecided: done }
          quick:
            call: bank.ask
            on: { done: done, unavailable: done }
          done:
            end:
        """;

    private readonly ManualClock _clock = new();
    private readonly Paying _pay = new();
    private readonly Asking _ask = new();
    private readonly EngineStage _stage;

    public CallMakerTests() => _stage = new(Flow, [_pay, _ask], [new TakingChannel()], _clock);

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_call_that_answers_ends_with_the_turn_that_hears_its_outcome()
    {
        var row = await ClaimAsync("quick");

        (await _stage.Calls.MakeAsync(row, default)).Should().BeNull("its row ended with that commit");

        (await _stage.WhereAsync(1)).Should().BeNull("the conversation went on to its end");
        (await LettersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_call_without_consequences_that_throws_is_unavailable_and_told()
    {
        _ask.Answer = (_, _) => throw new FormatException("A bug.");

        (await _stage.Calls.MakeAsync(await ClaimAsync("quick"), default)).Should().BeNull();

        (await _stage.WhereAsync(1)).Should().BeNull();
        (await LettersAsync()).Should().ContainSingle().Which.Kind.Should().Be("call");
        _stage.Observer.Troubles.Should().ContainSingle().Which.Exception.Should().BeOfType<FormatException>();
    }

    [Fact]
    public async Task A_call_without_consequences_that_takes_too_long_is_unavailable()
    {
        _ask.Answer = NeverAsync;
        var making = _stage.Calls.MakeAsync(await ClaimAsync("quick"), default);
        making.IsCompleted.Should().BeFalse();

        _clock.Advance(new OutboxSettings { Owner = "" }.CallLimit);

        (await making).Should().BeNull();
        (await _stage.WhereAsync(1)).Should().BeNull();
        (await LettersAsync()).Should().BeEmpty("a partner that is slow is nothing for a person");
    }

    [Fact]
    public async Task A_call_with_consequences_that_takes_too_long_is_found_out_about_later()
    {
        _pay.Answer = NeverAsync;
        var row = await ClaimAsync("slow");
        var making = _stage.Calls.MakeAsync(row, default);

        _clock.Advance(new OutboxSettings { Owner = "" }.CallLimit);

        ShouldBeAskedLater(await making, row);
        (await _stage.WhereAsync(1)).Should().Be("slow");
    }

    [Fact]
    public async Task A_lost_answer_is_found_out_about_after_a_while()
    {
        _pay.Answer = (_, _) => throw new AnswerLostException("The line was cut.");
        var row = await ClaimAsync("slow");

        ShouldBeAskedLater(await _stage.Calls.MakeAsync(row, default), row).Why.Should().Be("The line was cut.");
    }

    [Fact]
    public async Task What_was_begun_before_is_recovered_and_not_begun_again()
    {
        _pay.Found = () => new Recovery.Done(CallResult.Of("done"));

        (await _stage.Calls.MakeAsync(await ClaimAsync("slow") with { Recovering = true }, default)).Should().BeNull();

        (_pay.Runs, _pay.Recoveries).Should().Be((0, 1));
        (await _stage.WhereAsync(1)).Should().BeNull();
    }

    [Fact]
    public async Task What_certainly_did_not_happen_is_begun_again()
    {
        _pay.Found = () => new Recovery.NotDone();

        (await _stage.Calls.MakeAsync(await ClaimAsync("slow") with { Recovering = true }, default)).Should().BeNull();

        (_pay.Runs, _pay.Recoveries).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_call_without_consequences_is_simply_made_again()
    {
        (await _stage.Calls.MakeAsync(await ClaimAsync("quick") with { Recovering = true }, default)).Should().BeNull();

        _ask.Runs.Should().Be(1);
    }

    [Fact]
    public async Task What_nobody_can_tell_a_person_decides()
    {
        _pay.Found = () => new Recovery.Undecided("The partner keeps no list.");

        (await _stage.Calls.MakeAsync(await ClaimAsync("slow") with { Recovering = true }, default)).Should().BeNull();

        var letter = (await LettersAsync()).Should().ContainSingle().Which;
        letter.Kind.Should().Be("decision");
        letter.Reason.Should().Contain("bank.pay").And.Contain("The partner keeps no list.");
        (await _stage.WhereAsync(1)).Should().BeNull("the conversation goes on as undecided");
    }

    [Theory]
    [InlineData("ask later")]
    [InlineData("lost")]
    [InlineData("throws")]
    public async Task After_too_many_vain_attempts_a_person_decides(string fault)
    {
        _pay.Found = () => fault switch
        {
            "ask later" => new Recovery.AskLater("It is away."),
            "lost" => throw new AnswerLostException("The line was cut."),
            _ => throw new FormatException("A bug."),
        };
        var row = await ClaimAsync("slow") with { Recovering = true };
        for (var attempt = 1; attempt < new OutboxSettings { Owner = "" }.RecoveryLimit; attempt++)
        {
            ShouldBeAskedLater(await _stage.Calls.MakeAsync(row, default), row);
            (await LettersAsync()).Should().BeEmpty();
        }

        (await _stage.Calls.MakeAsync(row, default)).Should().BeNull();

        (await LettersAsync()).Should().ContainSingle().Which.Kind.Should().Be("decision");
        _pay.Runs.Should().Be(0);
    }

    [Fact]
    public async Task A_call_that_no_operation_is_there_for_is_given_up_and_told()
    {
        var row = await ClaimAsync("slow");
        row = row with { Call = row.Call! with { Operation = "bank.gone" } };

        (await _stage.Calls.MakeAsync(row, default)).Should().BeOfType<OutboxSettlement.GivenUp>().Which.Why.Should().Contain("bank.gone");

        (await LettersAsync()).Should().ContainSingle().Which.Kind.Should().Be("call");
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("quick")]
    public async Task A_process_that_stops_ends_no_call(string which)
    {
        _pay.Answer = _ask.Answer = NeverAsync;
        using var stop = new CancellationTokenSource();
        var making = _stage.Calls.MakeAsync(await ClaimAsync(which), stop.Token);

        await stop.CancelAsync();

        await FluentActions.Awaiting(() => making).Should().ThrowAsync<OperationCanceledException>();
        (await _stage.WhereAsync(1)).Should().Be(which);
        (await LettersAsync()).Should().BeEmpty();
    }

    private OutboxSettlement.Later ShouldBeAskedLater(OutboxSettlement? settlement, OutboxRow row)
    {
        var later = settlement.Should().BeOfType<OutboxSettlement.Later>().Which;
        (later.Id, later.Due, later.Unknown).Should().Be((row.Id, _clock.Now + Backoff.After(row.Attempts), true));
        return later;
    }

    private async Task<OutboxRow> ClaimAsync(string which)
    {
        await _stage.SayAsync(1, "hi", "m1");
        await _stage.SayAsync(1, which, "m2");
        return await _stage.ClaimCallAsync();
    }

    private Task<IReadOnlyList<DeadLetter>> LettersAsync() => _stage.Store.DeadLettersAsync(10, default);

    private static async Task<CallResult> NeverAsync(Call call, CancellationToken cancel)
    {
        var never = new TaskCompletionSource<CallResult>();
        await using var given = cancel.Register(() => never.TrySetCanceled(cancel));
        return await never.Task;
    }

    private sealed class Asking : Operation
    {
        public Func<Call, CancellationToken, Task<CallResult>> Answer { get; set; } = (_, _) => Task.FromResult(CallResult.Of("done"));

        public int Runs { get; private set; }

        public override OperationContract Contract { get; } = new("bank.ask", [], [new("done"), new("unavailable")]);

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
        {
            Runs++;
            return Answer(call, cancel);
        }
    }

    private sealed class Paying : ConsequentialOperation
    {
        public Func<Call, CancellationToken, Task<CallResult>> Answer { get; set; } = (_, _) => Task.FromResult(CallResult.Of("done"));

        public Func<Recovery> Found { get; set; } = () => new Recovery.NotDone();

        public int Runs { get; private set; }

        public int Recoveries { get; private set; }

        public override OperationContract Contract { get; } = new("bank.pay", [], [new("done"), new("unavailable"), new("undecided")], Consequential: true);

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
        {
            Runs++;
            return Answer(call, cancel);
        }

        public override Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
        {
            Recoveries++;
            return Task.FromResult(Found());
        }
    }
}
