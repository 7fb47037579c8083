using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Host.Letters;
using Bot.Storage.Care;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Letters;

/// <summary>Dead letters are dealt with: a call is settled and its flow hears of it, a message is sent again, any is resolved with a note.</summary>
public sealed class LetterDeskTests : IAsyncDisposable
{
    private static readonly LetterNote Note = new("office", "asked by telephone");
    private static readonly FoundOut Paid = new("paid", new Dictionary<string, string> { ["receipt"] = "R-7" });

    private readonly ManualClock _clock = new();
    private readonly LeftToAPerson _pay = new();
    private readonly EngineStage _stage;
    private readonly LetterDesk _desk;

    public LetterDeskTests()
    {
        _stage = new(LeftToAPerson.Flow, [_pay], [new TakingChannel()], _clock);
        var operations = new CallOperations(new Dictionary<string, ConsequentialOperation> { [_pay.Contract.Name] = _pay });
        var settlement = new LetterSettlement(_stage.Store, _stage.Store, _stage.Runner, _stage.Flows, operations, _clock);
        _desk = new(_stage.Store, new CareRows(_stage.Store), _stage.Store, _stage.Store, settlement, _clock);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_call_that_nothing_told_of_is_settled_and_its_flow_goes_on_from_there()
    {
        var letter = await LeaveAsync();
        var known = (await _desk.FindAsync(letter.Id, default))!;
        (known.Undecided!.Request.Operation, known.Undecided.Run.State, known.Undecided.Why).Should().Be(("bank.pay", "slow", "The partner keeps no list."));
        known.Outcomes.Select(outcome => outcome.Name).Should().Equal("paid", "unavailable", "undecided");
        var before = await MessagesAsync();

        (await _desk.SettleAsync(letter.Id, Paid, Note, default)).Should().Be(new LetterResult.Done("Call settled"));

        (await MessagesAsync()).Should().Be(before + 1, "the flow says what it says where the call was made");
        (await _stage.WhereAsync(1)).Should().BeNull();
        (await _desk.PageAsync("", "", 1_000, default)).Items.Should().BeEmpty();
        (await _stage.Store.HealthAsync(_clock.Now, default)).DeadLetters.Should().Be(0);
        (await _stage.Store.FindAsync(UndecidedCall.Kind, letter.Id["decision.".Length..], default)).Should().BeNull("it is needed no more");
        (await _desk.ResolvedAsync("", 10, default)).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { letter.Id, How = "settled", Outcome = "paid", Note.Note, Note.By, LetterKind = "decision" });
        (await _desk.SettleAsync(letter.Id, Paid, Note, default)).Should().BeOfType<LetterResult.Unknown>("it is dealt with");
    }

    [Fact]
    public async Task What_goes_on_meanwhile_is_set_aside_and_taken_up_again()
    {
        var letter = await LeaveAsync();
        await _stage.SayAsync(1, "hi", "m3");
        (await _stage.WhereAsync(1)).Should().Be("which");
        var before = await MessagesAsync();

        (await _desk.SettleAsync(letter.Id, Paid, Note, default)).Should().BeOfType<LetterResult.Done>();

        (await _stage.WhereAsync(1)).Should().Be("which", "the person stands where they stood");
        (await MessagesAsync()).Should().BeGreaterThan(before + 1, "they hear of the call, and their question again");
        await _stage.SayAsync(1, "quick", "m4");
        (await _stage.WhereAsync(1)).Should().BeNull("what they say is heard");
    }

    [Fact]
    public async Task The_turn_log_tells_of_it_and_gives_it_back()
    {
        var letter = await LeaveAsync();
        await _desk.SettleAsync(letter.Id, Paid, Note, default);

        var turn = (await _stage.Store.TurnsAsync(EngineStage.KeyOf(1), 1, 100, default))[^1];

        var settled = turn.Entry!.Input.Should().BeOfType<CallSettled>().Which;
        (settled.Outcome, settled.Run.State, settled.Run.Flow).Should().Be(("paid", "slow", "menu"));
        turn.Trigger.Should().Be("outcome paid");
    }

    [Theory]
    [InlineData("payed", "receipt", "R-7", "*no outcome 'payed'; it has: paid, unavailable, undecided.")]
    [InlineData("paid", "number", "R-7", "*no field 'number'; it has: receipt.")]
    [InlineData("paid", "receipt", "", "*needs its field receipt.")]
    public async Task An_outcome_that_the_call_has_not_changes_nothing(string outcome, string field, string value, string sentence)
    {
        var letter = await LeaveAsync();
        var version = (await _stage.Store.LoadAsync(EngineStage.KeyOf(1), default))!.Version;

        var result = await _desk.SettleAsync(letter.Id, new(outcome, new Dictionary<string, string> { [field] = value }), Note, default);

        result.Should().BeOfType<LetterResult.Refused>().Which.Message.Should().Match(sentence);
        (await _stage.Store.LoadAsync(EngineStage.KeyOf(1), default))!.Version.Should().Be(version);
        (await _desk.PageAsync("", "", 1_000, default)).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task While_another_call_is_on_its_way_it_waits()
    {
        var letter = await LeaveAsync();
        await _stage.SayAsync(1, "hi", "m3");
        await _stage.SayAsync(1, "slow", "m4");

        var result = await _desk.SettleAsync(letter.Id, Paid, Note, default);

        result.Should().BeOfType<LetterResult.Refused>().Which.Message.Should().Contain("on its way");
        (await _stage.WhereAsync(1)).Should().Be("slow");
    }

    [Fact]
    public async Task After_a_crash_before_the_letter_went_the_same_again_does_no_more()
    {
        var letter = await LeaveAsync();
        var undecided = (await _stage.Store.FindAsync(UndecidedCall.Kind, letter.Id["decision.".Length..], default))!;
        await _desk.SettleAsync(letter.Id, Paid, Note, default);
        var (version, messages) = ((await _stage.Store.LoadAsync(EngineStage.KeyOf(1), default))!.Version, await MessagesAsync());

        // As a process leaves it that dies behind the turn's commit.
        await _stage.Store.AddDeadLetterAsync(letter, default);
        await _stage.Store.ChangeAsync([new(undecided.Kind, undecided.Key, 0, undecided.Body)], default);
        (await _desk.SettleAsync(letter.Id, Paid, Note, default)).Should().BeOfType<LetterResult.Done>();

        (await _stage.Store.LoadAsync(EngineStage.KeyOf(1), default))!.Version.Should().Be(version);
        (await MessagesAsync()).Should().Be(messages);
        (await _desk.PageAsync("", "", 1_000, default)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_sent_again_once()
    {
        await _stage.SayAsync(1, "hi", "m1");
        var row = (await _stage.Store.ClaimAsync("stage", _clock.Now, TimeSpan.FromMinutes(1), 1, default)).Single();
        await _stage.Store.SettleAsync("stage", [new OutboxSettlement.GivenUp(row.Id, "the account is not paid", _clock.Now)], default);
        var letter = (await _desk.PageAsync("send", "", 1_000, default)).Items.Single();

        (await _desk.RetryAsync(letter.Id, Note, default)).Should().BeOfType<LetterResult.Done>();

        var again = (await _stage.Store.ClaimAsync("stage", _clock.Now, TimeSpan.FromMinutes(1), 10, default)).Should().ContainSingle().Which;
        (again.Id, again.Conversation, again.Address).Should().Be(($"{row.Id}.again", row.Conversation, row.Address));
        again.Message!.GetType().Should().Be(row.Message!.GetType());
        (await _desk.RetryAsync(letter.Id, Note, default)).Should().BeOfType<LetterResult.Unknown>();
    }

    [Fact]
    public async Task A_call_is_never_made_again_and_a_message_that_is_gone_cannot_be()
    {
        var letter = await LeaveAsync();
        (await _desk.RetryAsync(letter.Id, Note, default)).Should().BeOfType<LetterResult.Refused>().Which.Message.Should().Contain("never made again blindly");

        await _stage.Store.AddDeadLetterAsync(new("delivery.gone", EngineStage.KeyOf(1), "delivery", "why", "", _clock.Now), default);
        (await _desk.RetryAsync("delivery.gone", Note, default)).Should().BeOfType<LetterResult.Refused>().Which.Message.Should().Contain("not kept any more");
        (await _desk.SettleAsync("delivery.gone", Paid, Note, default)).Should().BeOfType<LetterResult.Refused>().Which.Message.Should().Contain("Only a call");
    }

    [Fact]
    public async Task A_letter_is_resolved_with_a_note_and_counted_no_more()
    {
        await _stage.Store.AddDeadLetterAsync(new("poison.wamid.7", EngineStage.KeyOf(1), "poison", "why", "the trace", _clock.Now), default);
        await _stage.Store.AddDeadLetterAsync(new("human.s.1", EngineStage.KeyOf(1), "human", "why", "", _clock.Now), default);
        (await _stage.Store.HealthAsync(_clock.Now, default)).DeadLettersByKind.Should().Equal(new Dictionary<string, long> { ["human"] = 1, ["poison"] = 1 });

        (await _desk.ResolveAsync("poison.wamid.7", Note with { Note = "" }, default)).Should().BeOfType<LetterResult.Refused>();
        (await _desk.ResolveAsync("poison.wamid.7", Note, default)).Should().BeOfType<LetterResult.Done>();

        (await _stage.Store.HealthAsync(_clock.Now, default)).DeadLettersByKind.Should().Equal(new Dictionary<string, long> { ["human"] = 1 });
        (await _desk.FindResolvedAsync("poison.wamid.7", default))!.Note.Should().Be("asked by telephone");
    }

    /// <summary>The person's payment is lost, and nothing tells what became of it.</summary>
    private async Task<DeadLetter> LeaveAsync()
    {
        await _stage.SayAsync(1, "hi", "m1");
        await _stage.SayAsync(1, "slow", "m2");
        var row = await _stage.ClaimCallAsync();
        await _stage.Calls.MakeAsync(row with { Recovering = true }, default);
        return (await _desk.PageAsync("decision", "", 1_000, default)).Items.Single();
    }

    private async Task<int> MessagesAsync() =>
        (await _stage.Store.OutboxAsync(EngineStage.KeyOf(1), finished: true, 100, default)).Count(row => row.Stream == "messages");
}
