using Bot.Engine.Values;

namespace Bot.Tests.Host.WhatPeopleSend;

/// <summary>What is an answer, what is a wrong one, and what is none.</summary>
public sealed class AnswerTests
{
    private static readonly (string, Value)[] Sent = [("mobile", Value.Of("+919876543210")), ("codeNote", Value.Of(""))];

    [Theory]
    [InlineData("OTP nahi aaya")]
    [InlineData("otp not received")]
    [InlineData("please wait")]
    [InlineData("kya code bheja?")]
    [InlineData("abc")]
    public void B08_what_is_no_code_is_asked_for_again_and_a_new_one_offered(string said)
    {
        var asked = Asked.At("loan-lead/code", Sent).Say(said).Say(said).Say(said).Say(said);

        asked.Replies.Should().Equal("resendOffered");
        asked.Attempts.Should().Be(0);
        asked.Say("my otp is 482913").Place.Should().Be("loan-lead/verifyCode");
        asked.Slot("code").Should().Be("482913");
    }

    [Theory]
    [InlineData("sticker")]
    [InlineData("audio")]
    [InlineData("location")]
    public void B08_what_is_no_text_is_no_wrong_code(string kind)
    {
        var asked = Asked.At("loan-lead/code", Sent).Send(kind).Send(kind).Send(kind);

        asked.Place.Should().Be("loan-lead/code");
        asked.Attempts.Should().Be(0);
    }

    [Fact]
    public void T7_an_edited_message_is_answered_with_what_to_do_and_no_wrong_code()
    {
        var asked = Asked.At("loan-lead/code", Sent).Edit().Edit().Edit();

        asked.Replies.Should().Equal("editNotSeen");
        asked.Attempts.Should().Be(0);
    }

    [Fact]
    public void S02_a_question_that_was_skipped_can_be_answered_after_all()
    {
        var asked = Asked.At("fastag-assign/firstName").Say("Ravi").Say("skip");

        asked.Say("edit").Last!.Replies[^1].Choices.Select(choice => choice.Value).Should().Equal("firstName", "lastName");
        asked.Say("last name").Place.Should().Be("fastag-assign/lastName");
    }

    [Theory]
    [InlineData("resend")]
    [InlineData("dobara bhejo")]
    [InlineData("otp phir se bhejo")]
    [InlineData("नया ओटीपी भेजो")]
    public void B16_a_new_code_is_asked_for_in_any_words(string said) => Asked.At("loan-lead/code", Sent).Say(said).Place.Should().Be("loan-lead/sendCode");

    [Theory]
    [InlineData("menu", "menu")]
    [InlineData("wapas", "back")]
    [InlineData("piche", "back")]
    [InlineData("shuru se", "restart")]
    [InlineData("band karo", "cancel")]
    [InlineData("cancel please", "cancel")]
    [InlineData("please cancel", "cancel")]
    [InlineData("madad", "help")]
    [InlineData("madad chahiye", "help")]
    [InlineData("badlo", "edit")]
    [InlineData("insaan se baat karo", "human")]
    [InlineData("bhasha badlo", "language")]
    [InlineData("dobara bhejo", "resend")]
    [InlineData("theek hai", "yes")]
    [InlineData("nahi", "no")]
    [InlineData("aage", "more")]
    [InlineData("pichla", "previous")]
    [InlineData("phir se koshish karo", "retry")]
    [InlineData("phir koshish karo", "retry")]
    [InlineData("chhodo", "skip")]
    [InlineData("helppp", "help")]
    [InlineData("ha sab thik hai", "yes")]
    [InlineData("yes all ok", "yes")]
    [InlineData("हाँ सब सही है", "yes")]
    [InlineData("submit", "yes")]
    [InlineData("sahi nahi hai", "no")]
    [InlineData("सही नहीं है", "no")]
    [InlineData("abhi nahi", "no")]
    [InlineData("not ok", "no")]
    [InlineData("ji nahi", "no")]
    [InlineData("नही जी", "no")]
    [InlineData("ji haan ji", "yes")]
    [InlineData("nahi kar do", "no")]
    [InlineData("haan nahi", null)]
    [InlineData("ok cancel", null)]
    [InlineData("cancel kar do", "cancel")]
    [InlineData("cancel kardo", "cancel")]
    [InlineData("रद्द कर दो", "cancel")]
    [InlineData("कृपया रद्द कीजिए", "cancel")]
    [InlineData("फिर से शुरु करो", "restart")]
    [InlineData("पिछे", "back")]
    [InlineData("मेनु", "menu")]
    [InlineData("हाॅं", "yes")]
    [InlineData("हॉ", "yes")]
    [InlineData("मदद कीजिये", "help")]
    [InlineData("phir se otp bhejo", "resend")]
    [InlineData("फिर से ओटीपी भेजो", "resend")]
    [InlineData("talk to agent", "human")]
    [InlineData("insaan se baat karni hai", "human")]
    [InlineData("🙆🏽‍♀️", "yes")]
    [InlineData("🙅‍♂️", "no")]
    [InlineData("🔙", "back")]
    [InlineData("💯", "yes")]
    [InlineData("ⓨⓔⓢ", "yes")]
    [InlineData("ʏᴇꜱ", "yes")]
    [InlineData("*Menu* !", "menu")]
    [InlineData("🆘", "help")]
    [InlineData("I do not want to cancel", null)]
    public void B16_a_command_is_understood_in_Latin_Hindi_and_with_words_beside_it(string said, string? command) =>
        Bot.Tests.Support.ShippedWords.All.CommandOf(said).Should().Be(command);

    [Theory]
    [InlineData("skip")]
    [InlineData("no surname")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("no")]
    [InlineData("nahi hai")]
    [InlineData("koi surname nahi hai")]
    [InlineData("I don’t have a surname")]
    [InlineData("only one name")]
    [InlineData("उपनाम नहीं है")]
    [InlineData("सरनेम नहीं")]
    public void B18_one_name_is_enough(string said)
    {
        foreach (var flow in (string[])["loan-lead", "fastag-assign"])
        {
            var asked = Asked.At($"{flow}/lastName", ("firstName", Value.Of("Ravi"))).Say(said);

            asked.Slot("lastName").Should().BeEmpty();
            asked.Place.Should().NotEndWith("/lastName");
        }
    }

    [Theory]
    [InlineData("yes", "noAnswerHere")]
    [InlineData("skip", "noAnswerHere")]
    [InlineData("retry", "noAnswerHere")]
    [InlineData("more", "noAnswerHere")]
    [InlineData("theek hai", "noAnswerHere")]
    [InlineData("loan", "noAnswerHere")]
    [InlineData("FASTag", "noAnswerHere")]
    [InlineData("status", "noAnswerHere")]
    [InlineData("hi", "firstName")]
    [InlineData("hello ji", "firstName")]
    [InlineData("NA", "reject.personName")]
    [InlineData("test", "reject.personName")]
    [InlineData("...", "reject.personName")]
    [InlineData("xyz", "reject.personName")]
    [InlineData("what do you need", "reject.personName.sentence")]
    [InlineData("kyu chahiye", "reject.personName.sentence")]
    public void Words_that_mean_something_else_are_no_name(string said, string reply)
    {
        var asked = Asked.At("loan-lead/firstName").Say(said);

        asked.Slot("firstName").Should().BeEmpty();
        asked.Replies.Should().Contain(reply);
        asked.Place.Should().Be("loan-lead/firstName");
    }

    [Theory]
    [InlineData("my name is Ravi", "Ravi")]
    [InlineData("Mera naam Ravi hai", "Ravi")]
    [InlineData("Mr. Ravi", "Ravi")]
    [InlineData("*Ravi*", "Ravi")]
    [InlineData("D‘Souza", "D'Souza")]
    [InlineData("एम॰ के॰", "एम॰ के॰")]
    public void B17_a_name_is_taken_and_what_is_around_it_peeled_off(string said, string name) =>
        Asked.At("loan-lead/firstName").Say(said).Slot("firstName").Should().Be(name);

    [Theory]
    [InlineData("More")]
    [InlineData("K")]
    [InlineData("N")]
    [InlineData("K.")]
    [InlineData("Sahi")]
    [InlineData("Salam")]
    public void B17_a_name_that_is_a_word_too_is_a_name(string said)
    {
        Asked.At("loan-lead/lastName").Say(said).Slot("lastName").Should().Be(said);
        Asked.At("loan-lead/firstName").Say(said).Slot("firstName").Should().Be(said);
    }

    [Fact]
    public void A_code_that_comes_after_the_person_went_back_is_read()
    {
        var asked = Asked.At("loan-lead/mobile").Say("9876543210").Return("other").Return("sent");
        asked.Say("back").Place.Should().Be("loan-lead/mobile");

        asked.Say("OTP is 482913").Place.Should().Be("loan-lead/verifyCode");
        asked.Slot("code").Should().Be("482913");
        asked.Return("wrong").Say("resend").Place.Should().Be("loan-lead/sendCode");
    }

    [Fact]
    public void A_code_that_was_right_and_comes_again_is_no_name()
    {
        var asked = Asked.At("fastag-assign/userMobile").Say("9876543210").Return("sent").Say("482913").Return("verified");
        asked.Place.Should().Be("fastag-assign/firstName");

        asked.Say("482913").Replies.Should().Equal("firstName");
    }

    [Theory]
    [InlineData("fastag", "agent-login/agentMobile")]
    [InlineData("fast tag please", "agent-login/agentMobile")]
    [InlineData("loan", "loan-lead/amount")]
    public void B38_a_word_that_opens_a_flow_calls_the_bot_back(string said, string place) =>
        Asked.At("loan-lead/amount").Say("human").Say(said).Place.Should().Be(place);
}
