using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Host.WhatPeopleSend;

/// <summary>Photos in the place where they are asked for: looked at when they come, asked for again when they cannot be had.</summary>
public sealed class PhotoTests
{
    private static readonly (string, Value)[] Registering = [("sessionId", Value.Of("s1")), ("agent", Value.Record(("id", "501")))];

    [Fact]
    public void B05_a_photo_whose_link_is_gone_is_asked_for_again_and_the_next_one_taken()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1");
        asked.Session.Pending!.State.Should().Be("rcFront", "it is looked at before anything else happens with it");

        asked.Return("refused", ("rule", "gone")).Replies.Should().Equal("photo.gone", "rcFront");
        asked.Photo("2").Return("kept", ("image", Image("2"))).Place.Should().Be("fastag-assign/uploadRcFront");
    }

    [Fact]
    public void B05_a_host_that_is_not_allowed_is_told_to_an_operator_and_the_photo_asked_for_again()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Return("refused", ("rule", "gone"), ("operatorNote", "not on the list"));

        asked.Replies.Should().Equal("photo.gone", "rcFront");
        asked.Last!.NeedsHuman.Should().Contain("not on the list");
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("try again")]
    [InlineData("phir koshish karo")]
    public void B05_a_photo_that_cannot_be_had_now_is_tried_again_on_demand(string said)
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Return("unavailable", ("image", Image("1")));
        asked.Replies.Should().Equal("photo.unavailable");

        asked.Say(said).Session.Pending!.State.Should().Be("rcFront");
        asked.Return("kept", ("image", Image("1"))).Place.Should().Be("fastag-assign/uploadRcFront");
    }

    [Fact]
    public void B05_a_photo_that_cannot_be_had_now_gives_way_to_another_one()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Return("unavailable", ("image", Image("1")));

        asked.Photo("2").Return("kept", ("image", Image("2"))).Place.Should().Be("fastag-assign/uploadRcFront");
        asked.Session.Top!.Slots.Find("rcFront")!.Field("id")!.Text.Should().Be("2");
    }

    [Fact]
    public void B05_a_photo_sent_where_the_upload_is_to_be_tried_again_is_taken()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Return("kept", ("image", Image("1"))).Return("unavailable");
        asked.Replies.Should().Equal("partnerDown");

        asked.Photo("2").Session.Pending!.State.Should().Be("rcFront");
        asked.Return("kept", ("image", Image("2"))).Place.Should().Be("fastag-assign/uploadRcFront");
    }

    [Fact]
    public void B05_a_photo_that_is_lost_before_the_upload_is_asked_for_again()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Return("kept", ("image", Image("1")));

        asked.Fail(new(Argument: "image", Message: "photo.gone")).Replies.Should().Equal("photo.gone", "rcFront");
        asked.Place.Should().Be("fastag-assign/rcFront");
    }

    [Theory]
    [InlineData("format", "HEIC")]
    [InlineData("pdf", "PDF")]
    [InlineData("damaged", "")]
    [InlineData("tooLarge", "")]
    public void B06_a_file_that_cannot_be_used_is_refused_by_its_name(string rule, string format)
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Return("refused", ("rule", rule), ("format", format));

        asked.Replies.Should().Equal($"photo.{rule}", "rcFront");
        asked.Slot("rcFront").Should().BeEmpty();
        asked.Last!.Replies[0].Arguments.Should().Contain(argument => argument.Key == "format" && argument.Value.Text == format);
    }

    [Fact]
    public void B06_a_video_is_called_one() => Asked.At("fastag-assign/rcFront", Registering).Send("video").Replies.Should().Equal("photo.video");

    [Fact]
    public void B06_a_photo_that_is_edited_and_cannot_be_used_leaves_the_good_one()
    {
        var asked = Asked.At("fastag-assign/rcFront", [.. Registering, ("rcFront", Image("good"))]).Photo("bad").Return("refused", ("rule", "damaged"));

        asked.Session.Top!.Slots.Find("rcFront")!.Field("id")!.Text.Should().Be("good");
    }

    [Theory]
    [InlineData("fastag-assign/userOtp", "482914", "userOtp")]
    public void B05_another_code_mends_what_could_not_be_verified(string place, string code, string slot)
    {
        var asked = Asked.At(place, [.. Registering, ("requestId", Value.Of("r")), ("vehicleNumber", Value.Of("MH12AB1234"))]).Say("482913").Return("unavailable");
        asked.Place.Should().Be("fastag-assign/verifyUserOtp");

        asked.Say(code).Session.Pending!.State.Should().Be("verifyUserOtp");
        asked.Slot(slot).Should().Be(code);
        asked.Return("unavailable").Say("resend").Place.Should().Be("fastag-assign/sendUserOtp", "the words of the question before work here too");
    }

    [Fact]
    public void B05_a_lasting_fault_is_told_to_the_person_and_to_an_operator()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Return("kept", ("image", Image("1"))).Fail(new(Lasting: "http 401"));

        asked.Replies.Should().Equal("partnerRefuses");
        asked.Last!.NeedsHuman.Should().Contain("http 401");
        asked.Say("retry").Session.Pending.Should().NotBeNull("it may have been mended meanwhile");
    }

    [Fact]
    public void An_album_answers_the_questions_in_turn_and_only_its_last_photo_asks_on()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Photo("2").Photo("3");
        asked.Return("kept", ("image", Image("1"))).Return("uploaded").Replies.Should().BeEmpty();
        asked.Return("kept", ("image", Image("2"))).Return("uploaded").Replies.Should().BeEmpty();

        asked.Return("kept", ("image", Image("3"))).Return("uploaded").Pause().Replies.Should().Equal("vehicleSide");
        Photos(asked).Should().Equal("1", "2", "3", "");
    }

    [Theory]
    [InlineData("refused", "photo.damaged", "rcBack")]
    [InlineData("unavailable", "photo.unavailable")]
    public void A_photo_of_an_album_that_cannot_be_used_moves_no_other_into_its_place(string outcome, params string[] replies)
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Photo("2").Photo("3").Photo("4");
        asked.Return("kept", ("image", Image("1"))).Return("uploaded");

        asked.Return(outcome, ("rule", "damaged"), ("image", Image("2"))).Replies.Should().Equal(replies);
        (asked.Place, asked.Session.Pending).Should().Be(("fastag-assign/rcBack", null), "the photo behind it is not for this question");
        asked.Photo("other").Return("kept", ("image", Image("other"))).Return("uploaded");
        asked.Return("kept", ("image", Image("3"))).Return("uploaded");
        asked.Return("kept", ("image", Image("4"))).Return("uploaded").Pause().Replies.Should().Equal("tagFixed");
        Photos(asked).Should().Equal("1", "other", "3", "4");
    }

    [Fact]
    public void A_photo_of_an_album_that_the_partner_refuses_moves_no_other_into_its_place()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Photo("2");
        asked.Return("kept", ("image", Image("1"))).Return("declined", ("reason", "blurred")).Replies.Should().Equal("photoDeclined", "rcFront");
        asked.Last!.Replies[1].Arguments.Should().Contain(argument => argument.Key == "kept" && argument.Value.Text == "1");

        asked.Photo("other").Return("kept", ("image", Image("other"))).Return("uploaded");
        asked.Return("kept", ("image", Image("2"))).Return("uploaded").Pause().Replies.Should().Equal("vehicleFront");
        Photos(asked).Should().Equal("other", "2", "", "");
    }

    [Theory]
    [InlineData("lost photo", "photoAgain")]
    [InlineData("video", "photo.video")]
    public void What_is_no_photo_in_an_album_keeps_its_place(string kind, string said)
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Send(kind).Photo("3");

        asked.Return("kept", ("image", Image("1"))).Return("uploaded").Replies.Should().Equal(said, "rcBack");
        asked.Photo("2").Return("kept", ("image", Image("2"))).Return("uploaded");
        asked.Return("kept", ("image", Image("3"))).Return("uploaded").Pause().Replies.Should().Equal("vehicleSide");
        Photos(asked).Should().Equal("1", "2", "3", "");
    }

    [Fact]
    public void Going_back_lets_go_of_the_photos_that_were_sent_ahead()
    {
        var asked = Asked.At("fastag-assign/rcFront", Registering).Photo("1").Photo("2").Photo("3");
        asked.Return("kept", ("image", Image("1"))).Return("uploaded").Return("refused", ("rule", "damaged"));

        asked.Say("back").Session.Deferred.Should().BeEmpty();
    }

    [Theory]
    [InlineData("4", "vehicleSideOfCar")]
    [InlineData("5", "vehicleSide")]
    [InlineData("", "vehicleSide")]
    public void The_side_view_may_be_left_out_of_a_car_only(string vehicleClass, string asked) =>
        Asked.At("fastag-assign/vehicleFront", [.. Registering, ("vehicleClass", Value.Of(vehicleClass))])
            .Photo("3").Return("kept", ("image", Image("3"))).Return("uploaded").Pause().Replies.Should().Equal(asked);

    [Theory]
    [InlineData("vehicleSide", "tagFixed")]
    [InlineData("rcFront", "rcBack")]
    public void A_registration_that_an_earlier_build_began_goes_on_where_it_stands(string question, string next)
    {
        var asked = Asked.At($"fastag-assign/{question}", Registering);

        asked.Photo("1").Return("kept", ("image", Image("1"))).Return("uploaded").Pause().Replies.Should().Equal(next);
    }

    private static IEnumerable<string> Photos(Asked asked) =>
        new[] { "rcFront", "rcBack", "vehicleFront", "vehicleSide" }.Select(slot => asked.Session.Top!.Slots.Find(slot)?.Field("id")?.Text ?? "");

    private static Value Image(string id) => new MediaReference("meta", id, "", "image/jpeg", "").ToValue();
}
