using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Values;
using Bot.Host.Webhooks;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.WhatPeopleSend;

/// <summary>When things were written, what has ended meanwhile, and when enough has been said.</summary>
public sealed class TimeTests
{
    private const string TwoQuestions = """
        flow: menu
        start: name
        slots:
          name: personName
        states:
          name:
            ask: name
            next:
              - { when: { name: Asha }, to: second }
              - { to: done }
          second:
            ask: still
            slot: name
            always: true
            next: done
          done:
            end:

        """;

    [Fact]
    public async Task B36_messages_of_one_body_are_heard_in_the_order_they_were_written()
    {
        var clock = new ManualClock();
        await using var stage = new EngineStage(TwoQuestions, [], [new TakingChannel()], clock);
        var dispatcher = new InboundDispatcher(stage.Runner, stage.Store, clock, NullLogger<InboundDispatcher>.Instance);
        await dispatcher.DispatchAsync([Wrote("m0", -10, "hi")], default);

        await dispatcher.DispatchAsync([Wrote("m2", -1, "Zoya"), Wrote("m1", -3, "Asha")], default);

        (await stage.Store.LoadAsync(EngineStage.KeyOf(1), default))!.Session.Top.Should().BeNull("Asha leads to a second question, which Zoya answers");

        MessageReceived Wrote(string id, int seconds, string text) => new("test", clock.GetUtcNow().AddSeconds(seconds), id, "1", "Asha", new TextReceived(text));
    }

    [Fact]
    public async Task B36_of_those_that_wait_the_one_written_first_goes_first_and_no_outcome_is_overtaken()
    {
        var (queue, order, gate) = (new ConversationQueue(), new List<string>(), new TaskCompletionSource());
        var now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        var running = queue.RunAsync("c", async () => { await gate.Task; return 0; });
        var waiting = new[] { Wait("third", 3), Wait("first", 1), Wait("second", 2), Wait("outcome", null), Wait("late", 0) };

        gate.SetResult();
        await Task.WhenAll([running, .. waiting]);

        order.Should().Equal("first", "second", "third", "outcome", "late");

        Task<int> Wait(string name, int? written) =>
            queue.RunAsync("c", () => { order.Add(name); return Task.FromResult(0); }, written is { } seconds ? now.AddSeconds(seconds) : null);
    }

    [Fact]
    public void B36_an_overtaken_message_counts_for_no_wrong_code_and_confirms_nothing()
    {
        var asked = Asked.At("loan-lead/confirm");
        asked.SayLate("yes").Place.Should().Be("loan-lead/confirm");
        asked.Replies.Should().Equal("confirm");

        asked = Asked.At("loan-lead/code", ("mobile", Value.Of("+919876543210")), ("codeNote", Value.Of("")));
        asked.SayLate("48291").SayLate("48291").SayLate("48291").Attempts.Should().Be(0);
        Asked.At("loan-lead/amount").SayLate("5 lakh").Slot("amount").Should().Be("500000", "it answers where it can");
    }

    [Theory]
    [InlineData("loan-lead/amount", "loan-lead", "loan-lead/loanType")]
    [InlineData("fastag-assign/engineNumber", "fastag-assign", "agent-login/agentMobile")]
    [InlineData("fastag-replace/userMobile", "fastag-replace", "agent-login/agentMobile")]
    [InlineData("lead-status/statusBy", "lead-status", "lead-status/statusBy")]
    [InlineData("agent-login/agentMobile", "agent-login", "agent-login/agentMobile")]
    public void B54_what_has_ended_is_told_to_the_next_message_and_begun_again_on_demand(string place, string flow, string begun)
    {
        foreach (var wish in (string[])["yes", "haan", "begin again", "1", "restart", "फिर से शुरू करें"])
        {
            var asked = Asked.At(place).Expire();
            asked.Replies.Should().BeEmpty("outside the window nothing can be said");

            asked.Say("48213").Replies.Should().Equal("ended", "beginAgain");
            asked.Last!.Replies.Should().OnlyContain(reply => reply.Flow == flow);
            asked.Say(wish).Place.Should().Be(begun, wish);
        }
    }

    [Theory]
    [InlineData("no", "menu/menu")]
    [InlineData("nahi", "menu/menu")]
    [InlineData("menu", "menu/menu")]
    [InlineData("2", "menu/menu")]
    [InlineData("fastag", "agent-login/agentMobile")]
    public void B54_whoever_wants_something_else_gets_it(string said, string place) =>
        Asked.At("loan-lead/amount").Expire().Say("hi").Say(said).Place.Should().Be(place);

    [Fact]
    public void B54_a_word_that_says_what_is_wanted_hears_what_has_ended_and_gets_it()
    {
        var asked = Asked.At("loan-lead/amount").Expire().Say("fastag");

        asked.Replies.Should().Equal("ended", "agentMobile");
        asked.Say("cancel").Say("hi").Replies.Should().Equal(["menu"], "it is told once");
    }

    [Fact]
    public void B38_after_a_time_the_bot_hears_the_person_again_and_takes_nothing_for_an_answer_that_was_meant_for_the_human()
    {
        var asked = Asked.At("loan-lead/firstName").Say("human").Later(TimeSpan.FromHours(23)).Say("Thanks");
        asked.Replies.Should().BeEmpty();

        asked.Later(TimeSpan.FromHours(1)).Say("Thanks").Replies.Should().Equal("firstName");
        asked.Slot("firstName").Should().BeEmpty();
        asked.Say("Asha").Slot("firstName").Should().Be("Asha");
    }

    [Theory]
    [InlineData("Thank you for your message. We are away and will answer on Monday.")]
    [InlineData("hi")]
    public void B66_the_same_message_is_answered_a_few_times_and_an_operator_told(string said)
    {
        var asked = Asked.At("loan-lead/loanType");
        var (answers, told) = (0, 0);
        for (var i = 0; i < 40; i++)
        {
            asked.Say(said);
            if (asked.Replies.Any()) answers++;
            if (asked.Last!.NeedsHuman is not null) told++;
        }

        (answers, told).Should().Be((5, 1));
        asked.Say("car loan").Slot("loanType").Should().Be("car_loan", "a person who comes after it is answered");
    }

    [Fact]
    public void B66_a_message_that_counts_is_the_same_message()
    {
        var asked = Asked.At("loan-lead/loanType");
        for (var i = 0; i < 40; i++) asked.Say($"Your ticket #{i} has been received by our support.");

        asked.Replies.Should().BeEmpty();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void B66_a_machine_that_sends_its_texts_in_turn_is_a_machine(int texts)
    {
        var asked = Asked.At("loan-lead/loanType");
        var (answers, told) = (0, 0);
        for (var i = 0; i < 40; i++)
        {
            asked.Say($"Our office {"abc"[i % texts]} is closed now; please write again tomorrow.");
            if (asked.Replies.Any()) answers++;
            if (asked.Last!.NeedsHuman is not null) told++;
        }

        (answers, told).Should().Be((4 + texts, 1));
        asked.Say("what is this").Replies.Should().NotBeEmpty("it is something else");
        asked.Say("car loan").Slot("loanType").Should().Be("car_loan");
    }

    [Fact]
    public void B66_other_words_are_answered_every_time()
    {
        var asked = Asked.At("loan-lead/amount");
        for (var i = 0; i < 40; i++) asked.Say($"{i} boats").Replies.Should().NotBeEmpty();
    }
}
