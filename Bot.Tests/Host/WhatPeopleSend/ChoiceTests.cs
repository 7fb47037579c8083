using Bot.Engine.Values;

namespace Bot.Tests.Host.WhatPeopleSend;

/// <summary>Choices, in every way that people name one.</summary>
public sealed class ChoiceTests
{
    [Theory]
    [InlineData("B13", "loan-lead/loanType", "Personal loan.", "personal_loan")]
    [InlineData("B13", "loan-lead/loanType", "PERSONAL LOAN!", "personal_loan")]
    [InlineData("B13", "loan-lead/loanType", "Personal loan\u200B", "personal_loan")]
    [InlineData("B13", "loan-lead/loanType", "“Personal loan”", "personal_loan")]
    [InlineData("B13", "loan-lead/loanType", "Personal\u00A0loan", "personal_loan")]
    [InlineData("B12", "loan-lead/loanType", "*Personal loan*", "personal_loan")]
    [InlineData("B12", "loan-lead/loanType", "_personal_ loan", "personal_loan")]
    [InlineData("B12", "loan-lead/loanType", "```car loan```", "car_loan")]
    [InlineData("B13", "loan-lead/loanType", "personal-loan", "personal_loan")]
    [InlineData("B13", "loan-lead/loanType", "personal_loan", "personal_loan")]
    [InlineData("number", "loan-lead/loanType", "2", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "2)", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "(2)", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "2.", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "#2", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "No. 2", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "option 2", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "Option-2 please", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "2 number wala", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "2nd", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "second one", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "doosra", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "दूसरा वाला", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "two", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "२", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "২", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "2️⃣", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "②", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "２", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "*2*", "loan_against_property")]
    [InlineData("number", "loan-lead/loanType", "2. Loan against property", "loan_against_property")]
    [InlineData("beginning", "loan-lead/loanType", "pers", "personal_loan")]
    [InlineData("beginning", "loan-lead/loanType", "edu", "education_loan")]
    [InlineData("word", "loan-lead/loanType", "property", "loan_against_property")]
    [InlineData("word", "loan-lead/loanType", "against property", "loan_against_property")]
    [InlineData("synonym", "loan-lead/loanType", "LAP", "loan_against_property")]
    [InlineData("synonym", "loan-lead/loanType", "ghar ka loan", "home_loan")]
    [InlineData("synonym", "loan-lead/loanType", "घर", "home_loan")]
    [InlineData("sentence", "loan-lead/loanType", "I want a personal loan", "personal_loan")]
    [InlineData("sentence", "loan-lead/loanType", "mujhe car loan chahiye", "car_loan")]
    [InlineData("language", "loan-lead/loanType", "कार लोन", "car_loan")]
    [InlineData("language", "loan-lead/loanType", "बिज़नेस लोन", "business_loan")]
    [InlineData("language", "loan-lead/loanType", "बिजनेस लोन", "business_loan")]
    [InlineData("B13", "fastag-assign/idProofType", "Passport.", "passport")]
    [InlineData("synonym", "fastag-assign/idProofType", "DL", "drivingLicence")]
    [InlineData("synonym", "fastag-assign/idProofType", "driving licence", "drivingLicence")]
    [InlineData("synonym", "fastag-assign/idProofType", "pan card", "pan")]
    [InlineData("beginning", "fastag-assign/idProofType", "pass", "passport")]
    [InlineData("sign", "loan-lead/genderChoice", "m", "male")]
    [InlineData("sign", "loan-lead/genderChoice", "👩", "female")]
    public void An_option_is_found(string id, string place, string said, string value) =>
        Asked.At(place).Say(said).Slot(place.Split('/')[1]).Should().Be(value, $"of {id}");

    [Theory]
    [InlineData("home loan or car loan")]
    [InlineData("loan")]
    [InlineData("2. Car loan")]
    public void Two_that_fit_equally_are_asked_about(string said)
    {
        var asked = Asked.At("loan-lead/loanType").Say(said);

        asked.Replies.Should().Equal("chooseOneOf");
        asked.Last!.Replies[0].Choices.Should().HaveCountGreaterThan(1);
        asked.Attempts.Should().Be(0);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("boat")]
    [InlineData("not a personal loan")]
    [InlineData("5 lakh")]
    public void What_is_none_of_them_is_refused(string said) => Asked.At("loan-lead/loanType").Say(said).Replies.Should().Equal("chooseFromList");

    [Theory]
    [InlineData("hi")]
    [InlineData("Namaste 🙏")]
    [InlineData("good morning")]
    public void A_greeting_gets_the_question_again(string said) => Asked.At("loan-lead/loanType").Say(said).Replies.Should().Equal("loanType");

    [Theory]
    [InlineData("B16", "haan")]
    [InlineData("B16", "ha ji")]
    [InlineData("B16", "haan ji")]
    [InlineData("B16", "theek hai")]
    [InlineData("B16", "haan ji sahi hai")]
    [InlineData("B16", "जी हाँ।")]
    [InlineData("sign", "✅")]
    [InlineData("sign", "👍")]
    [InlineData("sign", "👍🏽👍🏽")]
    [InlineData("sign", "Yes 👍")]
    [InlineData("stretched", "yesss")]
    [InlineData("B12", "*Yes*")]
    [InlineData("font", "𝗬𝗲𝘀")]
    public void Yes_has_many_forms(string id, string said) => Asked.At("loan-lead/confirm").Say(said).Place.Should().Be("loan-lead/consent", $"of {id}");

    [Theory]
    [InlineData("B16", "nahi")]
    [InlineData("B16", "nahi ji")]
    [InlineData("B16", "नहीं")]
    [InlineData("sign", "❌")]
    [InlineData("sign", "👎")]
    public void No_has_many_forms(string id, string said) => Asked.At("loan-lead/confirm", ("pan", Value.Of("ABCPD1234E"))).Say(said).Replies.Should().NotContain("confirmReject", $"of {id}");

    [Theory]
    [InlineData("change amount", "loan-lead/amount")]
    [InlineData("rakam badlo", "loan-lead/amount")]
    [InlineData("Please change the amount", "loan-lead/amount")]
    [InlineData("mera amount change karna hai", "loan-lead/amount")]
    [InlineData("amount galat hai", "loan-lead/amount")]
    [InlineData("रकम बदलो", "loan-lead/amount")]
    [InlineData("change", "loan-lead/tenure")]
    [InlineData("change the weather", "loan-lead/tenure")]
    [InlineData("do not change amount", "loan-lead/tenure")]
    [InlineData("yes change amount", "loan-lead/tenure")]
    public void S02_the_answer_to_change_may_be_named_along_with_the_command(string said, string place) =>
        Asked.At("loan-lead/amount").Say("5 lakh").Say(said).Place.Should().Be(place);

    [Theory]
    [InlineData("yes but change mobile")]
    [InlineData("yes no")]
    [InlineData("haan lekin number galat hai")]
    public void A_doubtful_yes_is_none(string said) => Asked.At("loan-lead/confirm").Say(said).Place.Should().Be("loan-lead/confirm");

    [Theory]
    [InlineData("608116-009-0132331")]
    [InlineData("6081160090132331")]
    [InlineData("608116 009 0132331")]
    [InlineData("*608116-009-0132331*")]
    [InlineData("608116–009–0132331")]
    [InlineData("2331")]
    [InlineData("last four 2331")]
    [InlineData("0132331")]
    [InlineData("२३३१")]
    [InlineData("2")]
    public void B53_a_barcode_is_chosen_in_any_spelling_and_by_its_end(string said) => Barcode(said).Slot("barcode").Should().Be("608116-009-0132331");

    [Fact]
    public void B53_two_barcodes_with_one_end_are_asked_about() => Barcode("9999").Replies.Should().Equal("chooseOneOf");

    private static Asked Barcode(string said) => Asked.At("fastag-assign/barcode", ("barcodes", Value.List(
        new[] { "608116-001-0001234", "608116-009-0132331", "608116-009-0139999", "608116-008-0129999" }.Select(barcode => Value.Record(("barcode", barcode)))))).Say(said);

    [Theory]
    [InlineData("B01", "", "Car loan")]
    [InlineData("B01", "Car loan", "Car loan")]
    [InlineData("B01", "campaign-7", "Car loan")]
    [InlineData("B01", "promo#car", "Car loan")]
    [InlineData("B01", "Car loan", "")]
    public void A_tap_with_a_payload_that_is_not_ours_counts_by_its_label(string id, string payload, string label) =>
        Asked.At("loan-lead/loanType").TapForeign(payload, label).Slot("loanType").Should().Be("car_loan", $"of {id}");

    [Theory]
    [InlineData("loan-lead/amount", "50 lakh", "amount", "5000000")]
    [InlineData("loan-lead/email", "asha@example.com", "email", "asha@example.com")]
    public void B01_a_foreign_tap_answers_a_question(string place, string label, string slot, string value) =>
        Asked.At(place).TapForeign("campaign", label).Slot(slot).Should().Be(value);

    [Fact]
    public void B01_a_foreign_tap_is_a_command()
    {
        Asked.At("loan-lead/amount").TapForeign("x", "Cancel").Replies.Should().Equal("cancelled");
        Asked.At("loan-lead/amount").TapForeign("x", "Talk to a human").Replies.Should().Equal("humanComing");
        Asked.At("menu/menu").TapForeign("x", "FASTag").Place.Should().Be("agent-login/agentMobile");
    }

    [Theory]
    [InlineData("mobile", "fastag-replace/userMobile")]
    [InlineData("phone", "fastag-replace/userMobile")]
    [InlineData("number", "fastag-replace/userMobile")]
    [InlineData("vehicle", "fastag-replace/vehicleNumber")]
    [InlineData("gaadi", "fastag-replace/vehicleNumber")]
    [InlineData("मोबाइल", "fastag-replace/userMobile")]
    [InlineData("user mob", "fastag-replace/userMobile")]
    public void S02_which_answer_to_change_is_understood(string said, string place)
    {
        var asked = Asked.At("fastag-replace/userMobile").Say("9876543210").Say("MH12AB1234");

        asked.Say("edit").Replies.Should().Equal("editWhich");
        asked.Say(said).Place.Should().Be(place);
    }
}
